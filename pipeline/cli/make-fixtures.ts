/**
 * Makes generated documents with progress, and stops cleanly at Ctrl-C.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { generateBadFixtures } from '../../fixtures/bad/generate.ts';
import { generateFixtures } from '../../fixtures/generate.ts';
import { type BadDocuments, badDocumentsFormat } from '../contract/bad-documents.ts';
import { type Manifest, manifestFormat } from '../contract/document.ts';
import { BenchError } from '../contract/errors.ts';
import type { Settings } from '../contract/settings.ts';
import { findEngine } from '../ocr/engine.ts';
import { writeError } from '../storage/directory.ts';
import { startProgress } from './progress.ts';

export interface Fixtures {
  readonly out: string;
  readonly fast?: number;
  readonly standard?: number;
  readonly seed?: number;
}

/** @throws BenchError `storage.*`, `storage.foreign_manifest` when the folder holds somebody else's */
export const makeFixtures = (fixtures: Fixtures): Promise<Manifest> =>
  make(fixtures.out, manifestFormat, (watched) => generateFixtures({ ...fixtures, ...watched }));

/**
 * What is measured where no documents are named: a checkout holds their generator and not them, so they are made when first
 * asked for. Nobody waits for documents that then cannot be read.
 * @throws BenchError as `makeFixtures`; `ocr.*` when an engine or a model of the settings is not there
 */
export async function makeSamples(fixtures: Fixtures, settings: readonly Settings[]): Promise<void> {
  for (const each of settings) await findEngine(each);
  await makeFixtures(fixtures);
}

/** Bad and odd documents instead. @throws BenchError as `makeFixtures` */
export const makeBadFixtures = (fixtures: Pick<Fixtures, 'out' | 'seed'>): Promise<BadDocuments> =>
  make(fixtures.out, badDocumentsFormat, (watched) => generateBadFixtures({ ...fixtures, ...watched }));

interface Watched {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number, file: string) => void;
}

async function make<T>(out: string, format: string, generate: (watched: Watched) => Promise<T>): Promise<T> {
  await refuseForeignManifest(out, format);
  const stop = new AbortController();
  const onSignal = () => stop.abort(new BenchError('call.cancelled'));
  // Not `once`: then what watches over a file that is being written (signal-exit) finds itself alone, and ends the process.
  process.on('SIGINT', onSignal);
  const progress = startProgress('making documents');
  try {
    return await generate({
      signal: stop.signal,
      onProgress: (done, total, file) => progress.update(done, total, path.basename(file)),
    });
  } catch (thrown) {
    throw writeError(thrown, out);
  } finally {
    progress.stop();
    process.off('SIGINT', onSignal);
  }
}

async function refuseForeignManifest(folder: string, format: string): Promise<void> {
  const text = await readFile(path.join(folder, 'manifest.json'), 'utf8').catch(() => null);
  if (text !== null && !text.includes(format)) throw new BenchError('storage.foreign_manifest', { folder });
}
