/**
 * The licences of all packages whose code is in the packaged app: built into it, where none of their files is left, or beside.
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { about, withTheirNeeds } from './packages.mjs';

const LICENCES = '*{LICENSE,LICENCE,COPYING,NOTICE,license,licence}*';

/** @returns {string} one text with a chapter for each package */
export function licencesOf(root) {
  const chapters = withTheirNeeds(Object.keys(about(root).dependencies), root).map((folder) => {
    const { name, version, license } = about(folder);
    const files = globSync(LICENCES, { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile());
    const texts = files.map((file) => readFileSync(path.join(folder, file.name), 'utf8').trim());
    return [`${name} ${version} (${license ?? 'see below'})`, ...texts].join('\n\n');
  });
  return `${chapters.sort().join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
