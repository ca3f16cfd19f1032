import { expect, test } from 'vitest';
import type { About } from '../../../pipeline/contract/app-calls.ts';
import type { Examination } from '../../../pipeline/contract/examination.ts';
import { environmentRows, environmentText } from './environment-text.ts';

const about: About = {
  version: '0.1.0',
  electron: '45.4.1',
  chromium: '140',
  database: '/data/bench.sqlite',
  hosts: {
    engine: { host: 'node', reason: 'Node-API is too old.' },
    workers: { host: 'utility', reason: 'The probe decoded an image.' },
  },
  theme: 'system',
  notices: true,
  guide: { dismissed: false, opened: [] },
  cores: 2,
  notice: null,
};

const examination: Examination = {
  environment: {
    host: 'node',
    platform: 'linux',
    os_release: '6.1',
    cpu_model: 'EPYC',
    cores: 2,
    core_quota: 1.5,
    governor: 'powersave',
    memory_bytes: 8e9,
    free_memory_bytes: 3e9,
    load_at_start: 0.5,
    steal: null,
    versions: { node: '24.1.0' },
    side_versions: {},
    gpu_libraries: null,
    s3_endpoint: null,
    git_revision: 'abc+',
  },
  engines: [
    { what: 'tesseract.js, model best_int', found: true, detail: '2.9 MB' },
    { what: 'tesseract.js, model standard', found: false, detail: 'It is not there; npm install.' },
  ],
  hosts: [{ what: 'node', found: true, detail: 'ready in 400 ms' }],
  database: { what: '/data/bench.sqlite', found: true, detail: 'no runs yet' },
  noise: { calibration: { median_us: 5000, low_us: 4900, high_us: 5150 }, warnings: [] },
};

test('the text holds what the screen shows', () => {
  expect(environmentText(about, examination)).toMatchInlineSnapshot(`
    "App
      Rythmiq Bench: 0.1.0
      Electron: 45.4.1
      Chromium: 140
      Engine runs in: node: Node-API is too old.
      Workers run in: utility: The probe decoded an image.

    Machine
      Processor: EPYC
      Cores: 2, limited to 1.5
      Memory: 8.00 GB, 3.00 GB free
      System: linux, 6.1
      Governor: powersave; performance measures steadier
      Load average: 0.50

    Versions
      node: 24.1.0
      checkout: abc+

    OCR engines
      ✓ tesseract.js, model best_int: 2.9 MB
      ✗ tesseract.js, model standard: It is not there; npm install.

    Process hosts
      ✓ node: ready in 400 ms

    Database
      ✓ /data/bench.sqlite: no runs yet

    Noise
      ✓ steady enough to measure
      The fixed work takes 5.00 ms of CPU; the middle half of 15 repeats lies between 4.90 and 5.15 ms, 5.0 % apart."
  `);
});

test('warnings stand in the place of the good news', () => {
  const message = 'The CPU frequency governor is powersave.';
  const noisy = {
    ...examination,
    noise: { ...examination.noise, warnings: [{ code: 'noise.governor' as const, message, details: {} }] },
  };
  const text = environmentText(about, noisy);
  expect(text).toContain(`! ${message}`);
  expect(text).not.toContain('steady enough');
});

test('as a table it has the same facts, a row each under the part they belong to', () => {
  const rows = environmentRows(about, examination);
  expect(rows).toContainEqual({ part: 'Machine', name: 'Governor', value: 'powersave; performance measures steadier' });
  expect(rows).toContainEqual({
    part: 'OCR engines',
    name: 'tesseract.js, model standard',
    value: 'missing: It is not there; npm install.',
  });
  const text = environmentText(about, examination);
  for (const { part, name } of rows.filter((row) => row.part !== 'Noise')) {
    expect(text).toContain(part);
    expect(text).toContain(name);
  }
});
