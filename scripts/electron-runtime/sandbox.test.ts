import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { sandboxObstacle } from './sandbox.mjs';

it("tells root that Chromium's sandbox cannot run, and nobody else where the system allows one", () => {
  expect(sandboxObstacle('/electron', 'linux', 0)).toContain('cannot run as root');
  expect(sandboxObstacle('/electron', 'darwin', 0)).toBeNull();
  expect(sandboxObstacle('/electron', 'linux', 1000, () => true)).toBeNull();
});

it('names the line that gives the sandbox back where user namespaces are off, until its helper is set up', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rbench-sandbox-'));
  const helper = path.join(folder, 'chrome-sandbox');
  writeFileSync(helper, '');
  const obstacle = () => sandboxObstacle(path.join(folder, 'electron'), 'linux', 1000, () => false);
  expect(obstacle()).toContain(`chmod 4755 '${helper}'`);
  if (process.getuid?.() === 0) {
    chmodSync(helper, 0o4755);
    expect(obstacle()).toBeNull();
  }
  rmSync(folder, { recursive: true });
});
