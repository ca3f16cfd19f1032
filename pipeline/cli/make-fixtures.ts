/**
 * Makes generated documents with progress, and stops cleanly at Ctrl-C: what is finished is used again the next time.
 */
import path from 'node:path';
import { generateFixtures } from '../../fixtures/generate.ts';
import type { Manifest } from '../contract/document.ts';
import { writeError } from '../storage/directory.ts';
import { exitCodes } from './exit.ts';
import { startProgress } from './progress.ts';

export interface Fixtures {
  readonly out: string;
  readonly fast?: number;
  readonly standard?: number;
  readonly seed?: number;
}

/** @throws BenchError `storage.*` */
export async function makeFixtures(fixtures: Fixtures): Promise<Manifest> {
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
