import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { BenchError } from '../contract/errors.ts';
import { testFolder, testStore } from '../store/testing/folders.ts';
import { sampleRun } from '../store/testing/samples.ts';
import { deleteRun } from './runs.ts';

/** A run that wrote an image to a folder of its own in `results`. */
function runWithResults(results: string) {
  const { store } = testStore(onTestFinished);
  const id = randomUUID();
  const folder = path.join(results, id);
  store.createRun(sampleRun({ id, output_folder: folder }), [], []);
  return { store, id, folder };
}

test('a run that the store cannot delete keeps what it wrote', async () => {
  const { store, id, folder } = runWithResults(testFolder(onTestFinished).path);
  mkdirSync(folder);
  const locked = {
    ...store,
    deleteRun: () => {
      throw new BenchError('store.locked', { file: store.file });
    },
  };
  await expect(deleteRun({ store: locked }, id)).rejects.toMatchObject({ code: 'store.locked' });
  expect(existsSync(folder)).toBe(true);
  expect(await deleteRun({ store }, id)).toBe(id);
  expect(existsSync(folder)).toBe(false);
});

test('where the files of a deleted run stay, the error names their folder', async () => {
  const { file } = testFolder(onTestFinished);
  writeFileSync(file, 'no folder');
  const { store, id, folder } = runWithResults(file);
  const left = { code: 'run.results_left', details: { run: id, folder, reason: expect.stringContaining('ENOTDIR') } };
  await expect(deleteRun({ store }, id)).rejects.toMatchObject(left);
  await expect(deleteRun({ store }, id)).rejects.toMatchObject({ code: 'run.not_found' });
});
