/**
 * The packaged app, exactly as `npm run package` makes it: what its executable allows, that it starts without the checkout,
 * and that everything its processes need was packed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import * as tar from 'tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { About } from '../../pipeline/contract/app-calls.ts';
import type { LiveRun } from '../../pipeline/contract/live-run.ts';
import { childrenOf, drawDocuments } from '../../scripts/testing/rbench.ts';
import { removeProfile } from './launch.ts';
import { type PackagedApp, startPackagedApp } from './packaged-app.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const { version } = JSON.parse(readFileSync(path.join(checkout, 'package.json'), 'utf8')) as { version: string };
const name = `rythmiq-bench-${version}-linux-x64`;

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the packaged app', () => {
  let folder: string;
  let unpacked: string;
  let app: PackagedApp | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-packaged-'));
    execFileSync(process.execPath, ['scripts/package/make.mjs', '--as-built', `--out=${folder}`, 'dir', 'tar.gz'], {
      cwd: checkout,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    unpacked = path.join(folder, 'linux-unpacked');
  });
  afterAll(async () => {
    await app?.close();
    await removeProfile(folder);
  });

  const start = async (executable: string): Promise<PackagedApp> => {
    app = await startPackagedApp(executable, await mkdtemp(path.join(folder, 'data-')));
    return app;
  };

  it('has every fuse as a release must', async () => {
    const { version: _version, ...wire } = await getCurrentFuseWire(path.join(unpacked, 'rythmiq-bench'));
    const states = Object.fromEntries(Object.entries(wire).map(([fuse, state]) => [FuseV1Options[Number(fuse)], state]));
    expect(states).toEqual({
      RunAsNode: FuseState.DISABLE,
      EnableCookieEncryption: FuseState.ENABLE,
      EnableNodeOptionsEnvironmentVariable: FuseState.DISABLE,
      EnableNodeCliInspectArguments: FuseState.DISABLE,
      EnableEmbeddedAsarIntegrityValidation: FuseState.ENABLE,
      OnlyLoadAppFromAsar: FuseState.ENABLE,
      LoadBrowserProcessSpecificV8Snapshot: FuseState.DISABLE,
      GrantFileProtocolExtraPrivileges: FuseState.DISABLE,
      // Newer Electrons have it, and on: without it WebAssembly checks every access by itself.
      ...('WasmTrapHandlers' in states ? { WasmTrapHandlers: FuseState.ENABLE } : {}),
    });
  });

  it('holds nothing of the runtime that opens checkouts, and no package in its archive', () => {
    expect(readdirSync(path.join(unpacked, 'resources')).sort()).toEqual(['app.asar', 'node', 'processes']);
    expect(namesIn(path.join(unpacked, 'resources', 'app.asar'))).toEqual(['out', 'package.json']);
    expect(existsSync(path.join(unpacked, 'LICENSES.chromium.html'))).toBe(true);
  });

  it('measures documents with processes of its own', async () => {
    const { ask, pid, close } = await start(path.join(unpacked, 'rythmiq-bench'));
    expect(((await ask('about', {})) as About).version).toBe(version);

    const documents = path.join(folder, 'documents');
    await drawDocuments(documents, 2);
    await ask('run.start', { name: 'packaged', documents, selection: 'all', count: null, settings: {} });
    // Only where `app.isPackaged` is true are they looked for there.
    expect(await programsOf(pid)).toContain(path.join(unpacked, 'resources', 'node', 'node'));
    await expect.poll(async () => (await live(ask)).phase).toBe('ended');
    expect((await live(ask)).error).toBeNull();
    expect((await live(ask)).jobs).toMatchObject({ total: 2, succeeded: 2, failed: 0 });
    await close();
  });

  it('starts and draws samples where the archive was unpacked', async () => {
    const elsewhere = await mkdtemp(path.join(folder, 'elsewhere-'));
    await tar.extract({ file: path.join(folder, `${name}.tar.gz`), cwd: elsewhere });
    const { ask, page, close } = await start(path.join(elsewhere, name, 'rythmiq-bench'));
    // One is enough to know that fonts and all are there: 75 take a minute.
    const drawn = page.evaluate(
      () => new Promise<void>((resolve) => window.bench.onEvent((event) => event.event === 'progress' && resolve())),
    );
    const made = ask('samples.make', {}).catch((error: Error) => error.message);
    await Promise.race([drawn, made.then((message) => expect.unreachable(String(message)))]);
    await ask('samples.cancel', {});
    await made;
    await close();
  });
});

const live = async (ask: PackagedApp['ask']): Promise<LiveRun> => (await ask('run.live', {})) as LiveRun;

/** What lies at the top of an asar: after 16 bytes, the last four of them its length, comes an index in JSON. */
function namesIn(archive: string): string[] {
  const bytes = readFileSync(archive);
  const index = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as { files: Record<string, unknown> };
  return Object.keys(index.files).sort();
}

/** The programs that run below a process; one that ends meanwhile is none. */
async function programsOf(pid: number): Promise<string[]> {
  const children = await childrenOf(pid);
  const own = await Promise.all(children.map((child) => readlink(`/proc/${child}/exe`).catch(() => '')));
  const below = await Promise.all(children.map(programsOf));
  return [...own, ...below.flat()];
}
