/** An audit that finds nothing proves nothing unless it finds what is wrong. */
import { expect, onTestFinished, test } from 'vitest';
import { testStore, withDatabase } from '../../pipeline/store/testing/folders.ts';
import { failed, finished, startedRun } from '../../pipeline/store/testing/samples.ts';
import { audit, type Books, booksIfAny, nothingTold, readBooks } from './books.ts';

/** Three jobs: one succeeded, one failed, one waits. */
function kept(): {
  readonly file: string;
  readonly jobs: readonly [string, string, string];
  readonly tamper: (sql: string) => void;
} {
  const { store, file } = testStore(onTestFinished);
  const { jobIds, start } = startedRun(store, 3);
  const [one, two, three] = jobIds as [string, string, string];
  start(one);
  start(two);
  store.jobFinished(finished(one));
  store.jobFailed(failed(two));
  return {
    file,
    jobs: [one, two, three],
    tamper: (sql) =>
      withDatabase(file, (database) => {
        database.pragma('foreign_keys = OFF');
        database.exec(sql);
      }),
  };
}

const wrongWith = (file: string, told = nothingTold, before: Books | null = null) => audit(readBooks(file), told, before);

test('books in order are in order, whatever was told of them', () => {
  const { file, jobs } = kept();
  const told = { ...nothingTold, succeeded: [jobs[0]], failed: [jobs[1]], accepted: [...jobs], ended: 2 };
  expect(wrongWith(file, told, readBooks(file))).toEqual({ wrong: [], lost: 0, twice: 0 });
});

test('what was told and is not there is lost', () => {
  const { file, jobs } = kept();
  expect(wrongWith(file, { ...nothingTold, succeeded: [jobs[2], jobs[1]] }).lost).toBe(2);
  expect(wrongWith(file, { ...nothingTold, failed: [jobs[0]] }).lost).toBe(1);
  expect(wrongWith(file, { ...nothingTold, accepted: ['somebody’s'] }).lost).toBe(1);
  expect(wrongWith(file, { ...nothingTold, ended: 3 }).lost).toBe(1);
});

test('what an earlier look saw and a later one does not is lost', () => {
  const { file, jobs, tamper } = kept();
  const before = readBooks(file);
  tamper(`UPDATE jobs SET state = 'queued' WHERE id = '${jobs[0]}'; DELETE FROM cpu_metrics; DELETE FROM job_results`);
  expect(wrongWith(file, nothingTold, before)).toMatchObject({ lost: 1, twice: 1 });
});

test('what was measured again or told again is there twice', () => {
  const { file, jobs, tamper } = kept();
  const before = readBooks(file);
  expect(wrongWith(file, { ...nothingTold, succeeded: [jobs[0], jobs[0]] }).twice).toBe(1);
  tamper(`UPDATE cpu_metrics SET id = 'another'`);
  expect(wrongWith(file, nothingTold, before).twice).toBe(1);
  tamper(`CREATE TABLE kept AS SELECT * FROM cpu_metrics; UPDATE kept SET id = 'one more';
    INSERT INTO cpu_metrics SELECT * FROM kept`);
  expect(wrongWith(file).twice).toBe(1);
});

test.each([
  [`UPDATE jobs SET state = 'succeeded' WHERE state = 'queued'`, /succeeded and have no measurements/],
  [`UPDATE jobs SET state = 'running' WHERE state = 'succeeded'`, /have measurements and did not succeed/],
  ['DELETE FROM job_results', /succeeded and have no result/],
  [
    `INSERT INTO stage_spans SELECT 'nobody’s', 0, stage, part, 0, 1, 1, 1, 0 FROM stage_spans LIMIT 1`,
    /refer to what is not there/,
  ],
])('books that do not agree are told: %s', (sql, sentence) => {
  const { file, tamper } = kept();
  tamper(sql);
  expect(wrongWith(file).wrong.join('\n')).toMatch(sentence);
});

test('a file without tables has no books yet', () => {
  const { file } = kept();
  expect(booksIfAny(`${file}-none`)).toBeNull();
  withDatabase(`${file}-empty`, (database) => database.exec('CREATE TABLE something (a)'));
  expect(booksIfAny(`${file}-empty`)).toBeNull();
  expect(booksIfAny(file)?.jobs.size).toBe(3);
});
