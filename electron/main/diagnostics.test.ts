import { expect, test } from 'vitest';
import type { Inventory } from '../../pipeline/contract/examination.ts';
import { type DiagnosticsOf, diagnosticsText } from './diagnostics.ts';
import { Mask } from './mask.ts';

const CANARY = 'c4n@ry-8812';
const inventory: Inventory = {
  environment: {
    ...{ host: 'node', platform: 'linux-x64', os_release: 'Linux 6.1', cpu_model: 'Some CPU', cores: 2, core_quota: 1.5 },
    ...{ governor: null, memory_bytes: 8 * 1024 ** 3, free_memory_bytes: 1024 ** 3, load_at_start: 0.5, steal: null },
    ...{ versions: { node: '24.21.0' }, side_versions: {}, gpu_libraries: null, git_revision: null, s3_endpoint: null },
  },
  engines: [
    { what: 'paddle, model mobile', found: true, detail: 'onnxruntime 1.30' },
    { what: 'tesseract, model eng', found: false, detail: `not in /home/ann/bin, PASSWORD=${CANARY}` },
  ],
  database: { file: '/home/ann/.local/share/bench.sqlite', bytes: 3 * 1024 ** 2, schema_version: 7, known_version: 8, runs: 12 },
};
const of = (change: Partial<DiagnosticsOf> = {}): DiagnosticsOf => ({
  at: new Date('2026-11-30T12:00:00Z'),
  versions: { 'Rythmiq Bench': '0.1.0', Electron: '45.4.1' },
  plan: {
    engine: { host: 'utility', reason: 'It works.' },
    reader: { host: 'node', reason: 'GLib collides.' },
    workers: { host: 'node', reason: 'GLib collides.' },
  },
  inventory,
  problem: null,
  log: ['2026-11-30T11:59:59.000Z info  run: begun'],
  ...change,
});

test('the text holds what somebody needs to help', () => {
  expect(diagnosticsText(of(), new Mask('/home/ann'))).toBe(`Rythmiq Bench, diagnostics of 2026-11-30T12:00:00.000Z

Versions
  Rythmiq Bench: 0.1.0
  Electron: 45.4.1

Processes
  engine: utility. It works.
  reader: node. GLib collides.
  workers: node. GLib collides.

Machine
  system: linux-x64, Linux 6.1
  processor: Some CPU, 2 cores, limited to 1.5
  memory: 8.6 GB, 1.1 GB free
  load average: 0.50
  reader: node 24.21.0

OCR engines
  found: paddle, model mobile: onnxruntime 1.30
  missing: tesseract, model eng: not in ~/bin, PASSWORD=[secret]

Database
  ~/.local/share/bench.sqlite
  3.1 MB, 12 runs, schema 7 (this version writes 8)

Log, last 1 lines
  2026-11-30T11:59:59.000Z info  run: begun
`);
});

test('no secret gets in, whichever part holds it', () => {
  const mask = new Mask('/home/ann');
  mask.learn(CANARY);
  const text = diagnosticsText(
    of({
      versions: { Electron: CANARY },
      plan: { ...of().plan, engine: { host: 'node', reason: `failed (${CANARY})` } },
      inventory: { ...inventory, database: { problem: `postgres://ann:${CANARY}@db` } },
      problem: `the reader ended (${encodeURIComponent(CANARY)})`,
      log: [`push failed for ${CANARY} in /home/ann/x`],
    }),
    mask,
  );
  for (const spelling of [CANARY, encodeURIComponent(CANARY), 'c4n', '8812', '/home/ann']) expect(text).not.toContain(spelling);
});

test('without the reader the rest is told still, and before the first run there is no database', () => {
  const text = diagnosticsText(of({ inventory: null, problem: 'A process of the app ended.' }), new Mask(''));
  expect(text).toContain('Not known\n  A process of the app ended.');
  expect(text).toContain('begun');
  expect(diagnosticsText(of({ inventory: { ...inventory, database: null } }), new Mask(''))).toContain('made by the first run');
});
