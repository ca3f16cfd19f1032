import { describe, expect, it } from 'vitest';
import { prepareElectron } from './electron-runtime.mjs';

interface Possible {
  readonly official?: boolean;
  readonly downloadWorks?: boolean;
  readonly fallbackRuns?: boolean;
  readonly fallbackPrepared?: boolean;
  readonly override?: string;
}

/** A machine on which only what is named is there; it writes down what is done and said. */
function machine({ official = false, downloadWorks = false, fallbackRuns = true, fallbackPrepared = false, override }: Possible) {
  const done: string[] = [];
  const said: string[] = [];
  let installed = official;
  return {
    done,
    said,
    override,
    installedOfficial: () => (installed ? { executable: '/official/electron', version: '45.4.1' } : null),
    fetchOfficial: async () => {
      done.push('fetch official');
      installed = downloadWorks;
      return downloadWorks ? null : 'connection refused';
    },
    runsFallback: fallbackRuns,
    preparedFallback: async () => (fallbackPrepared ? '/fallback/electron' : null),
    makeFallback: async () => {
      done.push('make fallback');
      return '/fallback/electron';
    },
    say: (text: string) => void said.push(text),
  };
}

describe('the sources of Electron', () => {
  it('takes the official binary that is there without a word, before a prepared fallback', async () => {
    const here = machine({ official: true, fallbackPrepared: true });
    expect(await prepareElectron(here)).toEqual({ executable: '/official/electron', version: '45.4.1', source: 'official' });
    expect([here.done, here.said]).toEqual([[], []]);
  });

  it('takes a fallback prepared earlier without a word and without asking the network', async () => {
    const here = machine({ fallbackPrepared: true });
    expect(await prepareElectron(here)).toEqual({ executable: '/fallback/electron', version: '33.2.1', source: 'fallback' });
    expect([here.done, here.said]).toEqual([[], []]);
  });

  it('downloads the official binary on a machine that has none', async () => {
    const here = machine({ downloadWorks: true });
    expect((await prepareElectron(here)).source).toBe('official');
    expect(here.done).toEqual(['fetch official']);
  });

  it('tells why the official download failed before it takes the fallback', async () => {
    const here = machine({});
    expect((await prepareElectron(here)).source).toBe('fallback');
    expect(here.done).toEqual(['fetch official', 'make fallback']);
    expect(here.said).toContain('The official download of Electron failed: connection refused.');
  });

  it('does not believe a download that left no whole binary', async () => {
    const here = { ...machine({}), fetchOfficial: async () => null };
    expect((await prepareElectron(here)).source).toBe('fallback');
  });

  it('says what to do where there is no fallback', async () => {
    const here = machine({ fallbackRuns: false, fallbackPrepared: true });
    await expect(prepareElectron(here)).rejects.toThrow(/no other source of Electron.*ELECTRON_OVERRIDE_DIST_PATH/);
    expect(here.done).toEqual(['fetch official']);
  });

  it('refuses a named folder without an Electron rather than take another', async () => {
    const here = machine({ official: true, override: '/no/such/folder' });
    await expect(prepareElectron(here)).rejects.toThrow('/no/such/folder, which holds no Electron');
  });
});
