/**
 * Packs a folder as tar.gz, with itself as the one folder inside, named as the archive.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import * as tar from 'tar';

const EXTENSION = '.tar.gz';

export async function packTarGz(folder, file) {
  const prefix = path.basename(file, EXTENSION);
  // `portable` leaves out who packed it.
  await tar.create({ file, cwd: folder, prefix, gzip: true, portable: true }, ['.']);
  return { name: path.basename(file), bytes: statSync(file).size };
}
