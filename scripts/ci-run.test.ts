import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const ciRun = path.resolve(import.meta.dirname, '../.ci/run');

describe('.ci/run', () => {
  test('is a script that bash can read to its end', () => {
    const { status, stderr } = spawnSync('bash', ['-n', ciRun], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  test('ends with npm test, whose exit code is its own', () => {
    expect(readFileSync(ciRun, 'utf8').trimEnd().split('\n').at(-1)).toBe('npm test');
  });
});
