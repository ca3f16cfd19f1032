/**
 * What a packaged app holds, by size.
 */
import { globSync, statSync } from 'node:fs';
import path from 'node:path';

/** The first that fits a path says what it belongs to. */
const parts = [
  ['packages of the processes', /^resources\/processes\/node_modules\/((?:@[^/]+\/)?[^/]+)/],
  ['processes', /^resources\/processes\//],
  ['app.asar', /^resources\/app\.asar/],
  ['Node', /^resources\/node\//],
  ['licences of Chromium', /^LICENSES\.chromium\.html$/],
  ['Electron', /^/],
];
const LEAST_BYTES = 200_000;

/** @returns {string} a table, largest first; small packages are summed */
export function sizeTable(folder) {
  const sizes = new Map();
  const add = (name, bytes) => sizes.set(name, (sizes.get(name) ?? 0) + bytes);
  for (const file of globSync('**/*', { cwd: folder, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const absolute = path.join(file.parentPath, file.name);
    const relative = path.relative(folder, absolute).replaceAll(path.sep, '/');
    const [part, pattern] = parts.find(([, candidate]) => candidate.test(relative));
    add(pattern.exec(relative)[1] ?? part, statSync(absolute).size);
  }
  const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  const shown = [...sizes].filter(([, bytes]) => bytes >= LEAST_BYTES).sort(([, one], [, other]) => other - one);
  const rest = total - shown.reduce((sum, [, bytes]) => sum + bytes, 0);
  const lines = [...shown, ['the rest', rest], ['total', total]];
  return lines.map(([name, bytes]) => `${(bytes / 1e6).toFixed(1).padStart(7)} MB  ${name}`).join('\n');
}
