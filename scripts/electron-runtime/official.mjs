/**
 * The official Electron: the npm package `electron` names its version and checksums and fetches its binary with its own
 * `install.js`. That has no time limit, so it gets one here, by bytes and not by the clock: a slow line may take its hour.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { say, tool } from '../set-up.mjs';

const SILENT_SECONDS = 20;

/** Where the executable lies in an Electron distribution, by platform. */
export function executableIn(distribution, platform = process.platform) {
  if (platform === 'darwin') return path.join(distribution, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return path.join(distribution, platform === 'win32' ? 'electron.exe' : 'electron');
}

/** The version a distribution says it is, or null. */
export function versionOf(distribution) {
  try {
    return readFileSync(path.join(distribution, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return null;
  }
}

/**
 * The binary of the installed npm package, or null when it is not there or not whole.
 * @returns {{ executable: string, version: string } | null}
 */
export function installedOfficial(folder = tool('electron')) {
  const distribution = path.join(folder, 'dist');
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const executable = executableIn(distribution);
  // `install.js` writes path.txt last: without it the unpacking was cut short.
  const whole = existsSync(path.join(folder, 'path.txt')) && versionOf(distribution) === version && existsSync(executable);
  return whole ? { executable, version } : null;
}

/**
 * Lets the npm package fetch its binary.
 * @returns {Promise<string | null>} null when it is there, else why it is not
 */
export async function fetchOfficial(folder = tool('electron'), silentSeconds = SILENT_SECONDS) {
  // A temporary folder of its own shows the bytes as they arrive.
  const arriving = await mkdtemp(path.join(os.tmpdir(), 'rbench-electron-'));
  const env = { ...process.env, TMPDIR: arriving, TMP: arriving, TEMP: arriving, ELECTRON_GET_NO_PROGRESS: '1' };
  const child = spawn(process.execPath, [path.join(folder, 'install.js')], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    words += text;
  });
  const watch = watchBytes([arriving, path.join(folder, 'dist')], silentSeconds, () => child.kill('SIGKILL'));
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(watch.timer);
  await rm(arriving, { recursive: true, force: true });
  if (code === 0) return null;
  return watch.gaveUp ? `no bytes for ${silentSeconds} s` : (words.trim().split('\n')[0] ?? '') || 'it gave no reason';
}

function watchBytes(folders, silentSeconds, giveUp) {
  const watch = { gaveUp: false, timer: setInterval(look, Math.min(1000, silentSeconds * 250)) };
  let bytes = 0;
  let since = Date.now();
  let told = Date.now();
  return watch;

  async function look() {
    const now = (await Promise.all(folders.map(sizeOf))).reduce((sum, size) => sum + size, 0);
    if (now !== bytes) since = Date.now();
    bytes = now;
    if (Date.now() - told >= 10_000 && bytes > 0) {
      say(`… ${(bytes / 1e6).toFixed(0)} MB`);
      told = Date.now();
    }
    if (Date.now() - since < silentSeconds * 1000) return;
    watch.gaveUp = true;
    giveUp();
  }
}

async function sizeOf(folder) {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  // A file may move on between the listing and the look.
  const sizes = names.map((name) =>
    stat(path.join(folder, name))
      .then(({ size }) => size)
      .catch(() => 0),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
