/**
 * npm test: sets up what is missing, then checks everything: types, lint, layers, unit, integration and end-to-end tests.
 * The last line counts the tests.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hasDisplay, provideSystemPackages, withDisplay } from './display.mjs';
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
  ['types of the window', [tool('typescript/bin/tsc'), '-p', 'renderer']],
  ['types of the end-to-end tests', [tool('typescript/bin/tsc'), '-p', 'electron/e2e']],
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
      'electron',
      'renderer',
    ],
  ],
  ['unit tests', vitest('unit'), { counted: true }],
  ['integration tests', vitest('integration*'), { counted: true }],
  ['end-to-end tests', vitest('e2e'), { counted: true, display: true }],
];

let passed = 0;
let failed = 0;
let broken = false;
for (const [name, parameters, { counted, display } = {}] of checks) {
  say(`\n▸ ${name}`);
  const start = Date.now();
  const [command, words] = display ? withDisplay(node, parameters) : [node, parameters];
  const code = display && !provideWindow() ? 1 : await run(command, words);
  say(`▸ ${name}: ${code === 0 ? 'ok' : 'FAILED'} in ${((Date.now() - start) / 1000).toFixed(1)} s`);
  broken ||= code !== 0;
  if (counted) count(code);
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = broken ? 1 : 0;

/** Brings Electron and what it needs of the system. Says what is missing when it cannot. */
function provideWindow() {
  const { status, stdout } = spawnSync(node, ['scripts/electron-runtime.mjs'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) return false;
  const obstacle = provideSystemPackages(stdout.trim(), { virtualDisplay: !hasDisplay() });
  if (obstacle !== null) say(obstacle);
  return obstacle === null;
}

/** A run that left no report counts as one failure, never as none. */
function count(code) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    passed += numPassedTests;
    failed += Math.max(numFailedTests, code === 0 ? 0 : 1);
    for (const { name, assertionResults } of testResults) {
      for (const { status, fullName } of assertionResults) if (status === 'failed') say(`✗ ${path.basename(name)}: ${fullName}`);
    }
  } catch {
    failed += 1;
  }
  rmSync(report, { force: true });
}
