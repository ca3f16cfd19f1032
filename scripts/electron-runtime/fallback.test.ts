import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity, fallbackFolder, makeFallback, moveIntoPlace, preparedFallback } from './fallback.mjs';

// Of 'abc', from FIPS 180-2, appendix C.1.
const abc = 'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==';

describe('the fallback runtime', () => {
  let cache: string;
  let folder: string;
  beforeEach(() => {
    cache = mkdtempSync(path.join(os.tmpdir(), 'rbench-fallback-'));
    folder = path.join(cache, 'electron');
  });
  afterEach(() => rmSync(cache, { recursive: true }));

  /** Lays out a folder as a finished preparation leaves it, with a word to know it by. */
  function runtimeIn(place: string, word: string) {
    mkdirSync(path.join(place, 'resources', 'app'), { recursive: true });
    writeFileSync(path.join(place, 'electron'), word);
    return place;
  }

  const downloadOf = (content: string) => async (work: string) => {
    writeFileSync(path.join(work, 'package.tgz'), content);
    return path.join(work, 'package.tgz');
  };

  it('passes a file that hashes to what is pinned', async () => {
    writeFileSync(path.join(cache, 'file'), 'abc');
    await checkIntegrity(path.join(cache, 'file'), abc);
  });

  it('refuses a download with another checksum, says what to do, and leaves nothing', async () => {
    await expect(makeFallback(folder, downloadOf('abd'), abc)).rejects.toThrow(/checksum differs.*try again/);
    expect(readdirSync(cache)).toEqual([]);
  });

  it('says what to do when a download cannot be unpacked, and leaves nothing', async () => {
    await expect(makeFallback(folder, downloadOf('abc'), abc)).rejects.toThrow(/could not be prepared.*try again/);
    expect(readdirSync(cache)).toEqual([]);
  });

  it('takes no killed preparation for done, and clears it away at the next', async () => {
    // No process has this number: it is above the largest that Linux gives.
    const abandoned = `${folder}.preparing-${os.hostname()}-4194999`;
    const running = `${folder}.preparing-${os.hostname()}-${process.ppid}`;
    const elsewhere = `${folder}.preparing-another-host-4194999`;
    for (const place of [abandoned, running, elsewhere]) runtimeIn(place, 'half');
    expect(await preparedFallback(folder)).toBeNull();
    await expect(makeFallback(folder, downloadOf('abd'), abc)).rejects.toThrow();
    expect(readdirSync(cache).sort()).toEqual([running, elsewhere].map((place) => path.basename(place)).sort());
  });

  it('keeps the runtime of the process that was first', async () => {
    runtimeIn(folder, 'first');
    await moveIntoPlace(runtimeIn(path.join(cache, 'second'), 'second'), folder);
    expect(readFileSync(path.join(folder, 'electron'), 'utf8')).toBe('first');
  });

  it('replaces a runtime whose executable somebody deleted', async () => {
    rmSync(path.join(runtimeIn(folder, 'broken'), 'electron'));
    expect(await preparedFallback(folder)).toBeNull();
    await moveIntoPlace(runtimeIn(path.join(cache, 'second'), 'second'), folder);
    expect(readFileSync(path.join(folder, 'electron'), 'utf8')).toBe('second');
  });

  it('brings the loader of an older checkout up to date', async () => {
    const app = path.join(runtimeIn(folder, 'done'), 'resources', 'app');
    writeFileSync(path.join(app, 'main.mjs'), 'old');
    expect(await preparedFallback(folder)).toBe(path.join(folder, 'electron'));
    const source = new URL('loader/', import.meta.url);
    for (const name of ['main.mjs', 'package.json'])
      expect(readFileSync(path.join(app, name), 'utf8')).toBe(readFileSync(new URL(name, source), 'utf8'));
    expect(readdirSync(app)).toHaveLength(2);
  });

  it('lives in the cache folder of the user', () => {
    expect(fallbackFolder({ XDG_CACHE_HOME: '/caches' })).toBe('/caches/rythmiq-bench/electron-33.2.1');
    expect(fallbackFolder({})).toBe(path.join(os.homedir(), '.cache/rythmiq-bench/electron-33.2.1'));
  });
});
