/**
 * npm test: sets up what is missing, then checks everything: types, lint, layers, unit and integration tests. The last line
 * counts the tests.
 */
import { readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run, say, setUp, tool } from './set-up.mjs';

const node = setUp();
const report = path.join(os.tmpdir(), `rbench-tests-${process.pid}.json`);
const vitest = (project) => [
  tool('vitest/vitest.mjs'),
  'run',
  '--project',
  project,
  '--reporter=default',
  '--reporter=json',
  `--outputFile=${report}`,
];

const checks = [
  ['types', [tool('typescript/bin/tsc'), '-p', '.']],
  ['lint', [tool('@biomejs/biome/bin/biome'), 'check', '.']],
  [
    'layers',
    [
      tool('dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      'pipeline',
      'fixtures',
      'scripts',
    ],
  ],
  ['unit tests', vitest('unit')],
  ['integration tests', vitest('integration')],
];

let passed = 0;
let failed = 0;
let broken = false;
for (const [name, parameters] of checks) {
  say(`\n▸ ${name}`);
  const start = Date.now();
  const code = await run(node, parameters);
  say(`▸ ${name}: ${code === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - start) / 1000).toFixed(1)} s`);
  broken ||= code !== 0;
  if (name.endsWith('tests')) count(code);
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = broken ? 1 : 0;

/** A run that left no report counts as one failure, never as none. */
function count(code) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
    passed += numPassedTests;
    failed += Math.max(numFailedTests, code === 0 ? 0 : 1);
  } catch {
    failed += 1;
  }
  rmSync(report, { force: true });
}
