import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['pipeline', 'fixtures', 'scripts', 'electron', 'renderer'];

/** Runs the check over a small tree of its own that is laid out like the checkout. */
describe('the layer check', () => {
  let tree: string;
  beforeAll(() => {
    tree = mkdtempSync(path.join(os.tmpdir(), 'rbench-layers-'));
    writeFileSync(path.join(tree, 'package.json'), readFileSync(path.join(root, 'package.json')));
    writeFileSync(path.join(tree, 'tsconfig.json'), '{}');
    writeFileSync(path.join(tree, '.dependency-cruiser.mjs'), readFileSync(path.join(root, '.dependency-cruiser.mjs')));
    symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'));
  });
  afterAll(() => rmSync(tree, { recursive: true }));

  function brokenRules(files: Record<string, string>): string[] {
    for (const folder of folders) {
      rmSync(path.join(tree, folder), { recursive: true, force: true });
      mkdirSync(path.join(tree, folder));
    }
    for (const [file, content] of Object.entries({ 'scripts/tool.ts': 'export {};', ...files })) {
      mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
      writeFileSync(path.join(tree, file), content);
    }
    const tool = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
    const words = [tool, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...folders];
    const { stdout, stderr } = spawnSync(process.execPath, words, { cwd: tree, encoding: 'utf8' });
    expect(stdout, stderr).not.toBe('');
    const { summary } = JSON.parse(stdout);
    expect(summary.totalCruised).toBeGreaterThanOrEqual(Object.keys(files).length);
    return summary.violations.map(({ rule }: { rule: { name: string } }) => rule.name).sort();
  }

  it('lets an import pass that points down', () => {
    expect(
      brokenRules({
        'pipeline/contract/a.ts': 'export const a = 1;',
        'pipeline/engine/b.ts': `import { a } from '../contract/a.ts'; export const b = a;`,
      }),
    ).toEqual([]);
  });

  it.each([
    [
      'contract-imports-only-below',
      'pipeline/contract/a.ts',
      `import { b } from '../measure/b.ts'; export const a = b;`,
      'pipeline/measure/b.ts',
    ],
    [
      'contract-imports-only-below',
      'pipeline/contract/a.ts',
      `import type { B } from '../measure/b.ts'; export type A = B;`,
      'pipeline/measure/b.ts',
    ],
    ['stages-imports-only-below', 'pipeline/stages/a.ts', `export { b } from '../worker/b.ts';`, 'pipeline/worker/b.ts'],
    [
      'store-imports-only-below',
      'pipeline/store/a.ts',
      `export const a = () => import('../engine/b.ts');`,
      'pipeline/engine/b.ts',
    ],
    [
      'analysis-imports-only-below',
      'pipeline/analysis/a.ts',
      `import { b } from '../store/b.ts'; export const a = b;`,
      'pipeline/store/b.ts',
    ],
    [
      'fixtures-know-only-the-contract',
      'fixtures/a.ts',
      `import { b } from '../pipeline/engine/b.ts'; export const a = b;`,
      'pipeline/engine/b.ts',
    ],
    [
      'only-the-command-line-makes-fixtures',
      'pipeline/engine/a.ts',
      `import { b } from '../../fixtures/b.ts'; export const a = b;`,
      'fixtures/b.ts',
    ],
    [
      'shipped-code-uses-no-scripts',
      'pipeline/cli/a.ts',
      `import { b } from '../../scripts/b.ts'; export const a = b;`,
      'scripts/b.ts',
    ],
    [
      'the-window-knows-contract-and-analysis',
      'renderer/ui/a.tsx',
      `import { b } from '../../pipeline/store/b.ts'; export const a = b;`,
      'pipeline/store/b.ts',
    ],
    [
      'the-bridge-knows-the-contract',
      'electron/preload/a.ts',
      `import type { B } from '../main/b.ts'; export type A = B;`,
      'electron/main/b.ts',
    ],
    [
      'the-main-process-does-not-draw',
      'electron/main/a.ts',
      `import { b } from '../../renderer/ui/b.ts'; export const a = b;`,
      'renderer/ui/b.ts',
    ],
    [
      'pipeline-knows-no-window',
      'pipeline/cli/a.ts',
      `import { b } from '../../electron/main/b.ts'; export const a = b;`,
      'electron/main/b.ts',
    ],
    [
      'reader-imports-only-below',
      'pipeline/reader/a.ts',
      `import { b } from '../cli/b.ts'; export const a = b;`,
      'pipeline/cli/b.ts',
    ],
    [
      'simulate-imports-only-below',
      'pipeline/simulate/a.ts',
      `import { b } from '../engine/b.ts'; export const a = b;`,
      'pipeline/engine/b.ts',
    ],
    [
      'load-imports-only-below',
      'pipeline/load/a.ts',
      `import { b } from '../engine/b.ts'; export const a = b;`,
      'pipeline/engine/b.ts',
    ],
    [
      'engine-imports-only-below',
      'pipeline/engine/a.ts',
      `import { b } from '../report/b.ts'; export const a = b;`,
      'pipeline/report/b.ts',
    ],
  ])('bites: %s', (rule, importer, content, imported) => {
    expect(brokenRules({ [importer]: content, [imported]: 'export const b = 1; export type B = 1;' })).toEqual([rule]);
  });

  it('bites on Electron in the window, and lets the main process have it', () => {
    expect(
      brokenRules({
        'renderer/ui/a.ts': `import { ipcRenderer } from 'electron'; export const a = ipcRenderer;`,
        'electron/main/b.ts': `import { app } from 'electron'; export const b = app;`,
      }),
    ).toEqual(['the-window-has-no-electron']);
  });

  it('bites on a Node module in a pure layer and on a cycle', () => {
    expect(
      brokenRules({ 'pipeline/analysis/a.ts': `import { readFileSync } from 'node:fs'; export const a = readFileSync;` }),
    ).toEqual(['analysis-and-contract-do-no-io']);
    expect(
      brokenRules({ 'pipeline/simulate/a.ts': `import { readFileSync } from 'node:fs'; export const a = readFileSync;` }),
    ).toEqual(['the-model-does-no-io']);
    const cycle = {
      'pipeline/stages/a.ts': `import { b } from './b.ts'; export const a = () => b;`,
      'pipeline/stages/b.ts': `import { a } from './a.ts'; export const b = () => a;`,
    };
    expect(new Set(brokenRules(cycle))).toEqual(new Set(['no-cycles']));
  });
});
