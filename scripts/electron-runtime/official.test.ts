import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executableIn, fetchOfficial, installedOfficial } from './official.mjs';

describe('the official Electron', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'rbench-official-'));
    writeFileSync(path.join(folder, 'package.json'), '{ "version": "45.4.1" }');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const installScript = (code: string) => writeFileSync(path.join(folder, 'install.js'), code);

  it('is there only when it is whole and of the version of its package', () => {
    const executable = executableIn(path.join(folder, 'dist'));
    mkdirSync(path.dirname(executable), { recursive: true });
    writeFileSync(executable, '');
    writeFileSync(path.join(folder, 'dist', 'version'), '45.4.1');
    expect(installedOfficial(folder)).toBeNull();
    writeFileSync(path.join(folder, 'path.txt'), 'electron');
    expect(installedOfficial(folder)).toEqual({ executable, version: '45.4.1' });
    writeFileSync(path.join(folder, 'dist', 'version'), '45.4.0');
    expect(installedOfficial(folder)).toBeNull();
  });

  it('gives up a download that brings no bytes', async () => {
    installScript('setTimeout(() => {}, 2_000_000)');
    expect(await fetchOfficial(folder, 0.4)).toBe('no bytes for 0.4 s');
  });

  it('waits for a slow download as long as bytes arrive', async () => {
    installScript(`
      const file = require('node:path').join(require('node:os').tmpdir(), 'zip');
      let chunks = 0;
      const arrival = setInterval(() => {
        require('node:fs').appendFileSync(file, 'bytes');
        if (++chunks === 30) clearInterval(arrival);
      }, 100);
    `);
    expect(await fetchOfficial(folder, 2)).toBeNull();
  });

  it('gives the first line of what the download complained of', async () => {
    installScript(`console.error('TypeError: fetch failed\\n  at somewhere'); process.exit(1)`);
    expect(await fetchOfficial(folder)).toBe('TypeError: fetch failed');
  });
});
