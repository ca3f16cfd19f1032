/**
 * Files that a person names: criteria, a plan to replay, the folder of documents with its manifest and truth; and those that the
 * app keeps for itself, which somebody may have edited or a crash cut short.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Connections } from '../../../electron/main/connections.ts';
import { readPreferences } from '../../../electron/main/preferences.ts';
import { RecentFolders } from '../../../electron/main/recent-folders.ts';
import { realTimers } from '../../../electron/main/timers.ts';
import { placeOn, SMALLEST, WindowState } from '../../../electron/main/window-state.ts';
import { makeCriteria } from '../../../pipeline/analysis/decision/criteria.ts';
import { readCriteria } from '../../../pipeline/cli/criteria-file.ts';
import { shapeOf } from '../../../pipeline/cli/load-shape.ts';
import { badDocumentsFormat } from '../../../pipeline/contract/bad-documents.ts';
import { manifestFormat } from '../../../pipeline/contract/document.ts';
import { postgresTargetSchema } from '../../../pipeline/contract/postgres.ts';
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

const screen = { x: 0, y: 0, width: 1920, height: 1080 };

const noSafe = { isEncryptionAvailable: () => false, encryptString: () => Buffer.of(), decryptString: () => '' };
const connection = JSON.stringify({
  target: postgresTargetSchema.parse({ host: 'db.example.com', port: 5432, database: 'd', user: 'u' }),
  secret: { holder: '["u","db.example.com",5432]', encrypted: 'AAAA' },
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
    target('place of the window', ['{"bounds":{"x":-40,"y":0,"width":1280,"height":800},"maximised":false}'], (input) => {
      const place = new WindowState(put('window.json', input), realTimers).read();
      const { width, height } = placeOn(place, [screen]);
      expectThat(width >= SMALLEST.width && height >= SMALLEST.height, () => `a window of ${width} by ${height}`);
      return place !== null;
    }),
    target('recent folders', ['["/scans/march","/scans/april"]', '[]'], (input) => {
      const { places } = new RecentFolders(put('recent.json', input), () => undefined);
      expectThat(
        places.every((place) => typeof place === 'string' && place !== ''),
        () => `the folders ${JSON.stringify(places)}`,
      );
      return places.length > 0;
    }),
    target('connections', [connection], (input) => {
      const { target: server, password } = new Connections(put('connections.json', input), noSafe).describe();
      expectThat(server !== null || password === 'none', () => 'a password for no server');
      return server !== null;
    }),
    target('preferences', ['{"theme":"dark","notices":false,"guide":{"dismissed":true,"opened":["flame"]}}', '{}'], (input) => {
      const { theme } = readPreferences(put('preferences.json', input));
      expectThat(['system', 'light', 'dark'].includes(theme), () => `the theme ${theme}`);
      return theme === 'dark';
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
