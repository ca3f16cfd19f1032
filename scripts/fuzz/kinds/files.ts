/**
 * Files that a person names: criteria, a plan to replay, the folder of documents with its manifest and truth.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeCriteria } from '../../../pipeline/analysis/decision/criteria.ts';
import { readCriteria } from '../../../pipeline/cli/criteria-file.ts';
import { shapeOf } from '../../../pipeline/cli/load-shape.ts';
import { badDocumentsFormat } from '../../../pipeline/contract/bad-documents.ts';
import { manifestFormat } from '../../../pipeline/contract/document.ts';
import { findDocuments } from '../../../pipeline/engine/documents.ts';
import { expectThat, type FuzzTarget } from '../target.ts';
import { mutateText, text } from '../values.ts';
import { announced } from './texts.ts';

const manifest = JSON.stringify({
  format: manifestFormat,
  version: 1,
  seed: 1,
  generator: {},
  documents: [
    {
      file: 'a.png',
      sha256: '0'.repeat(64),
      bytes: 1,
      path: 'fast',
      defects: {},
      truth: { type: 'receipt', fields: { total: '1.00' }, text: 'a' },
    },
  ],
});

const load = { profile: 'replay', users: 1, docsPerUser: 1, rate: 1, seconds: 1, factor: 1, stepSeconds: 1, steps: 1 } as const;

export function fileTargets(): FuzzTarget<string>[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rbench-fuzz-'));
  const documents = path.join(folder, 'documents');
  const put = (name: string, content: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const target = (name: string, seeds: readonly string[], hold: FuzzTarget<string>['hold']): FuzzTarget<string> => ({
    name: `file/${name}`,
    weight: 10,
    draw: (random) =>
      random.chance(0.2) ? text(random) : random.chance(0.2) ? random.pick(seeds) : mutateText(random, random.pick(seeds)),
    hold,
    close: async () => rmSync(folder, { recursive: true, force: true }),
  });
  return [
    target('criteria', [JSON.stringify(makeCriteria()), JSON.stringify({ criteria: makeCriteria() })], (input) => {
      const file = put('criteria.json', input);
      return announced(['capacity.bad_criteria', 'capacity.bad_input'], () => readCriteria(file)) !== null;
    }),
    target('plan to replay', ['0\n0.5\n1.25\n', '# moments\n0,a\n3,b\n'], (input) => {
      const plan = put('plan.csv', input);
      const shape = announced(['load.bad_plan', 'usage.bad_option'], () => shapeOf({ ...load, plan }));
      if (shape?.profile === 'replay') for (const moment of shape.moments) expectThat(moment >= 0, () => `the moment ${moment}`);
      return shape !== null;
    }),
    target('folder of documents', [manifest, manifest.replace(manifestFormat, badDocumentsFormat), '[]'], async (input) => {
      mkdirSync(documents, { recursive: true });
      for (const name of ['manifest.json', 'b.json', 'b.txt']) put(path.join('documents', name), input);
      for (const name of ['a.png', 'b.jpg']) put(path.join('documents', name), 'no picture');
      const found = await findDocuments({ place: documents, selection: 'all', count: null, largestBytes: 1e6 });
      expectThat(found.documents.length === 2, () => `${found.documents.length} documents of 2`);
      return found.documents.some(({ truth }) => truth !== null);
    }),
  ];
}
