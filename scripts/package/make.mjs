/**
 * Builds and packages the app for this platform; package.mjs calls it when everything is installed.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, Platform } from 'electron-builder';
import config from '../../electron-builder.config.mjs';
import { prepareElectron } from '../electron-runtime.mjs';
import { fail, run, say, tool } from '../set-up.mjs';
import { layOut, root } from './layout.mjs';
import { packTarGz } from './pack.mjs';
import { about } from './packages.mjs';
import { sizeTable } from './sizes.mjs';

const usual = { linux: ['dir', 'tar.gz'], darwin: ['dmg'], win32: ['nsis'] };
const parameters = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: path.join(root, 'dist') }, 'as-built': { type: 'boolean', default: false } },
});
const output = path.resolve(parameters.values.out);
const targets = parameters.positionals.length > 0 ? parameters.positionals : usual[process.platform];

const electron = await prepareElectron().catch((error) => fail(error.message));
if (electron.version === 'unknown')
  fail('The Electron of ELECTRON_OVERRIDE_DIST_PATH has no file "version", and a package must say which Electron it holds.');
if (electron.source === 'fallback')
  say(
    `This package holds Electron ${electron.version}, to try the app with: the product has the official one, which could not be downloaded here.`,
  );

if (!parameters.values['as-built']) {
  say('Building the app …');
  const built = await run(process.execPath, [tool('electron-vite/bin/electron-vite.js'), 'build', '--logLevel=warn']);
  if (built !== 0) process.exit(built);
}
await layOut();
await make();

async function make() {
  // electron-builder packs tar.gz with a 7-Zip that it would download.
  const theirs = targets.filter((target) => target !== 'tar.gz');
  await build({
    projectDir: root,
    targets: Platform.current().createTarget(theirs.length > 0 ? theirs : ['dir']),
    config: {
      ...config,
      directories: { ...config.directories, output },
      electronVersion: electron.version,
      electronDist: distributionOf(electron.executable),
    },
  }).catch((error) => fail(`electron-builder could not make ${theirs.join(', ')}: ${error.message}`));
  if (process.platform !== 'linux') return;
  const folder = path.join(output, process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`);
  process.stdout.write(`${sizeTable(folder)}\n`);
  if (!targets.includes('tar.gz')) return;
  const { name, version } = about(root);
  const file = await packTarGz(folder, path.join(output, `${name}-${version}-linux-${process.arch}.tar.gz`));
  say(`${file.name}: ${(file.bytes / 1e6).toFixed(0)} MB`);
}

/** The folder that holds Electron's executable, or on macOS its application. */
function distributionOf(executable) {
  return process.platform === 'darwin' ? path.resolve(executable, '../../../..') : path.dirname(executable);
}
