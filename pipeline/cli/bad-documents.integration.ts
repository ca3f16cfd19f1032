/**
 * The whole corpus of bad and odd documents through real workers and real OCR, each held against what its manifest expects.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childrenOf, rbench, startRbench } from '../../scripts/testing/rbench.ts';
import { jobAccuracySchema } from '../contract/accuracy.ts';
import { type BadDocuments, badDocumentsSchema } from '../contract/bad-documents.ts';
import { wordsFileSchema } from '../contract/ocr.ts';
import { openStore, type Store } from '../store/store.ts';
import type { DocumentResult, RunResult } from './run-result.ts';

/**
 * Megabytes that a worker may hold at its peak. Reading the corpus' largest page takes some 500; the smallest bomb would unpack
 * to 900 megapixels, once as bytes and once as JavaScript holds them.
 */
const MOST_MEGABYTES = 900;
const WORKERS = 2;

let folder: string;
let manifest: BadDocuments;
let result: RunResult;
let store: Store;
let peakMegabytes = 0;

/** The most memory that each process below this one held in its life so far, by Linux's own account. */
async function watchMemory(pid: number): Promise<void> {
  for (const child of await childrenOf(pid)) {
    const status = await readFile(`/proc/${child}/status`, 'utf8').catch(() => '');
    const [, kilobytes = '0'] = /^VmHWM:\s+(\d+)/m.exec(status) ?? [];
    peakMegabytes = Math.max(peakMegabytes, Number(kilobytes) / 1024);
    await watchMemory(child);
  }
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-bad-documents-'));
  const documents = path.join(folder, 'bad');
  const made = await rbench(['fixtures', '--bad', '--out', documents, '--json']);
  manifest = badDocumentsSchema.parse(JSON.parse(await readFile(path.join(documents, 'manifest.json'), 'utf8')));
  expect(JSON.parse(made.stdout)).toMatchObject({ documents: manifest.documents.length, seed: 1 });

  const database = path.join(folder, 'bench.sqlite');
  const where = ['--docs', documents, '--db', database, '--out', path.join(folder, 'results')];
  const run = startRbench(['run', ...where, '--workers', String(WORKERS), '--json']);
  const watch = setInterval(() => void watchMemory(run.child.pid ?? 0), 100);
  const { stdout } = await run.ended;
  clearInterval(watch);
  result = JSON.parse(stdout);
  store = openStore(database, { mode: 'read' });
}, 300_000);
afterAll(async () => {
  store?.close();
  await rm(folder, { recursive: true, force: true });
});

const resultsByFile = (): ReadonlyMap<string, DocumentResult> =>
  new Map(result.documents.map((document) => [document.file, document]));

/** How many pages a document was read as, and the size of the first. */
async function pagesOf(jobId: string) {
  const key = store.resultOf(jobId)?.outputs.words ?? '';
  const { pages } = wordsFileSchema.parse(JSON.parse(await readFile(path.join(folder, 'results', result.run_id, key), 'utf8')));
  return { pages: pages.length, ...pages[0] };
}

describe('the corpus of bad documents', () => {
  it('ends with every document accounted for', () => {
    expect([...resultsByFile().keys()].sort()).toEqual(manifest.documents.map(({ file }) => file).sort());
    const failing = manifest.documents.filter(({ expected }) => expected.outcome === 'fails').length;
    expect(result.jobs).toEqual({ succeeded: manifest.documents.length - failing, failed: failing, unfinished: 0 });
  });

  it('fails each document that must fail with its code, and reads the others upright, whole and with all their pages', async () => {
    const results = resultsByFile();
    const found: object[] = [];
    for (const { file } of manifest.documents) {
      const document = results.get(file);
      if (document?.status === 'succeeded') found.push({ file, ends: 'succeeded', ...(await pagesOf(document.job_id)) });
      else found.push({ file, ends: document?.error?.code });
    }
    const wanted = manifest.documents.map(({ file, expected }) => {
      if (expected.outcome === 'fails') return { file, ends: expected.code };
      const { pages, width, height } = expected;
      return { file, ends: 'succeeded', pages, width, height };
    });
    expect(found).toEqual(wanted);
  });

  it('reads what is printed on them, whatever the colour space, the depth and the way the page lies', () => {
    const results = resultsByFile();
    const tooManyErrors = manifest.documents.flatMap(({ file, expected }) => {
      if (expected.outcome !== 'succeeds' || expected.reads.kind !== 'text') return [];
      const cer = jobAccuracySchema.parse(results.get(file)?.accuracy).text?.cer ?? 1;
      return cer > expected.reads.most_cer ? [`${file}: ${cer}`] : [];
    });
    expect(tooManyErrors).toEqual([]);
  });

  it('finds no word on a blank page', () => {
    const results = resultsByFile();
    const words = manifest.documents.flatMap(({ file, expected }) => {
      if (expected.outcome !== 'succeeds' || expected.reads.kind !== 'nothing') return [];
      return store.resultOf(results.get(file)?.job_id ?? '')?.text ?? `${file} has no result`;
    });
    expect(new Set(words)).toEqual(new Set(['']));
  });

  it('says of each failure one sentence in one line', () => {
    for (const { error } of result.documents) if (error !== null) expect(error.message).toMatch(/^[^\n{}]+\.$/);
  });

  it('kills no worker', () => {
    expect(store.workersOf(result.run_id)).toHaveLength(WORKERS);
  });

  it.runIf(process.platform === 'linux')('unpacks no bomb', () => {
    expect(peakMegabytes).toBeGreaterThan(50);
    expect(peakMegabytes).toBeLessThan(MOST_MEGABYTES);
  });
});
