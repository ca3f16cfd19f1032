/**
 * Makes generated documents with progress, and stops cleanly at Ctrl-C.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { generateFixtures } from '../../fixtures/generate.ts';
import { type Manifest, manifestFormat } from '../contract/document.ts';
import { BenchError } from '../contract/errors.ts';
import { writeError } from '../storage/directory.ts';
import { exitCodes } from './exit.ts';
import { startProgress } from './progress.ts';

export interface Fixtures {
  readonly out: string;
  readonly fast?: number;
  readonly standard?: number;
  readonly seed?: number;
}

/** @throws BenchError `storage.*`, `storage.foreign_manifest` when the folder holds somebody else's */
export async function makeFixtures(fixtures: Fixtures): Promise<Manifest> {
  await refuseForeignManifest(fixtures.out);
  const progress = startProgress('making documents');
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal);
  try {
    return await generateFixtures({
      ...fixtures,
      signal: stop.signal,
      onProgress: (done, total, file) => progress.update(done, total, path.basename(file)),
    });
  } catch (thrown) {
    if (stop.signal.aborted) process.exit(exitCodes.interrupted);
    throw writeError(thrown, fixtures.out);
  } finally {
    progress.stop();
    process.off('SIGINT', onSignal);
  }
}

async function refuseForeignManifest(folder: string): Promise<void> {
  const text = await readFile(path.join(folder, 'manifest.json'), 'utf8').catch(() => null);
  if (text !== null && !text.includes(manifestFormat)) throw new BenchError('storage.foreign_manifest', { folder });
}
