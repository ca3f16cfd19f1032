/**
 * Where things lie, in a checkout and in the packaged app.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { app } from 'electron';

export interface Places {
  /** The built window. */
  readonly window: string;
  readonly preload: string;
  /** Of the window for a secret. */
  readonly secretPreload: string;
  /** A plain Node, for the host `node`; null where none came with the app. */
  readonly node: string | null;
  /** The sample documents. */
  readonly samples: string;
  entry(process: 'engine' | 'reader' | 'worker' | 'samples' | 'exporter' | 'generator' | 'probe'): URL;
}

export function findPlaces(): Places {
  const here = path.dirname(fileURLToPath(import.meta.url));
  // A plain Node cannot read the archive that the app lies in, so the processes lie beside it.
  const processes = app.isPackaged ? path.join(process.resourcesPath, 'processes', 'out', 'main') : here;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const node = app.isPackaged
    ? path.join(process.resourcesPath, 'node', binary)
    : path.join(app.getAppPath(), 'node_modules', 'node', 'bin', binary);
  return {
    window: path.join(here, '..', 'renderer'),
    preload: path.join(here, '..', 'preload', 'index.cjs'),
    secretPreload: path.join(here, '..', 'preload', 'secret.cjs'),
    node: existsSync(node) ? node : null,
    samples: app.isPackaged
      ? path.join(app.getPath('userData'), 'samples')
      : path.join(app.getAppPath(), 'fixtures', 'load-test'),
    entry: (name) => pathToFileURL(path.join(processes, `${name}.js`)),
  };
}
