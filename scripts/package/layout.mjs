/**
 * Lays out what goes into the packaged app, from what is built in `out/` and installed in `node_modules/`.
 */
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { licencesOf } from './licences.mjs';
import { about, packagedFiles } from './packages.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const stage = path.join(root, 'dist', '.stage');
export const staged = {
  /** Goes into the archive. */
  app: path.join(stage, 'app'),
  /** Goes beside it. */
  resources: path.join(stage, 'resources'),
  icons: path.join(stage, 'icons'),
  licences: path.join(stage, 'LICENSES.packages.txt'),
};

/** The plain Node that ships on Linux. */
export const node = path.join(root, 'node_modules', 'node', 'bin', 'node');

/** Those that Linux desktops look for; the largest is also what macOS and Windows make theirs of. */
const ICON_SIDES = [16, 32, 48, 64, 128, 256, 512, 1024];

export async function layOut() {
  rmSync(stage, { recursive: true, force: true });
  layOutApp();
  layOutProcesses();
  writeFileSync(staged.licences, licencesOf(root));
  await drawIcons();
}

function layOutApp() {
  const { name, version, description, productName, license, main, homepage } = about(root);
  const files = ['out/preload', 'out/renderer', ...codeOf('out/main/index.js')];
  for (const file of files) copy(file, staged.app);
  // The whole package.json would have its dependencies packed as well.
  const author = 'the Rythmiq Bench authors';
  const desktopName = `${name}.desktop`;
  writeJson(staged.app, {
    name,
    version,
    description,
    productName,
    desktopName,
    author,
    license,
    homepage,
    type: 'module',
    main,
  });
}

function layOutProcesses() {
  const processes = path.join(staged.resources, 'processes');
  const entries = globSync('out/main/*.js', { cwd: root }).filter((file) => path.basename(file) !== 'index.js');
  for (const file of new Set(entries.flatMap(codeOf))) copy(file, processes);
  for (const file of packagedFiles(root)) copy(file, processes);
  writeJson(processes, { name: 'rythmiq-bench-processes', version: about(root).version, private: true, type: 'module' });
}

async function drawIcons() {
  const drawing = readFileSync(path.join(root, 'resources', 'icon.svg'));
  mkdirSync(path.join(staged.icons, 'icons'), { recursive: true });
  for (const side of ICON_SIDES) {
    // The drawing is 512 units wide, at 72 to the inch.
    const image = sharp(drawing, { density: Math.max(1, (72 * side) / 512) }).resize(side, side);
    await image.png().toFile(path.join(staged.icons, 'icons', `${side}x${side}.png`));
  }
}

/** A built file and every built file it imports, in turn. */
function codeOf(entry) {
  const found = [entry];
  for (const file of found) {
    const code = readFileSync(path.join(root, file), 'utf8');
    for (const [, specifier] of code.matchAll(/(?:\bfrom|\bimport)\s*\(?"(\.[^"]+)"/g)) {
      const imported = path.join(path.dirname(file), specifier);
      if (!found.includes(imported)) found.push(imported);
    }
  }
  return found;
}

const copy = (file, folder) => cpSync(path.join(root, file), path.join(folder, file), { recursive: true, dereference: true });

const writeJson = (folder, content) => writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(content, null, 2)}\n`);
