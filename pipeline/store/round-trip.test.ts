import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { stageNames } from '../contract/stages.ts';
import { testStore } from './testing/folders.ts';
import { finished, sampleJobs, sampleResult, startedRun } from './testing/samples.ts';

const seconds = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });
const microseconds = fc.maxSafeNat();
const orNull = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });
const text = fc.string({ unit: 'binary' });

const metrics = fc.record({
  execution_temperature: fc.constantFrom('cold' as const, 'warm' as const),
  total_cpu_seconds: seconds,
  total_wall_seconds: seconds,
  fetch_cpu_seconds: seconds,
  quality_cpu_seconds: seconds,
  enhancement_cpu_seconds: seconds,
  ocr_cpu_seconds: seconds,
  schema_cpu_seconds: seconds,
  upload_cpu_seconds: seconds,
  input_file_size_bytes: orNull(microseconds),
  output_file_size_bytes: orNull(microseconds),
  quality_score: orNull(fc.double({ min: 0, max: 1, noNaN: true })),
  ocr_confidence: orNull(fc.double({ min: 0, max: 1, noNaN: true })),
  enhancement_skipped: orNull(fc.boolean()),
  processing_path: orNull(fc.constantFrom('fast' as const, 'standard' as const)),
});

const span = fc.record({
  stage: fc.constantFrom(...stageNames),
  part: text,
  start_us: microseconds,
  wall_us: microseconds,
  user_us: microseconds,
  system_us: microseconds,
  child_us: microseconds,
});

const job = fc.record({
  ended_us: microseconds,
  unattributed: fc.record({ user_us: microseconds, system_us: microseconds }),
  metrics,
  spans: fc.array(span, { maxLength: 12 }),
  text,
  accuracy: fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), orNull(fc.oneof(seconds, text, fc.boolean()))),
});

test('what is written comes back to the last bit', () => {
  const { store } = testStore(onTestFinished);
  const { run, jobIds, start } = startedRun(store, 200);
  let next = 0;
  fc.assert(
    fc.property(job, (given) => {
      const jobId = jobIds[next++]!;
      start(jobId);
      const result = { ...sampleResult, text: given.text, accuracy: given.accuracy };
      store.jobFinished(finished(jobId, { ...given, result }));
      expect(store.spansOf(jobId)).toEqual(given.spans);
      expect(store.resultOf(jobId)).toEqual(result);
      const read = store.readJob(jobId)!;
      expect(read.ended_us).toBe(given.ended_us);
      expect(read.unattributed_user_us).toBe(given.unattributed.user_us);
      const [row] = [...store.metricsOf(run.id)].slice(-1);
      expect(row).toEqual({ ...given.metrics, job_id: jobId, id: expect.any(String), created_at: expect.any(String) });
    }),
    { numRuns: 150, endOnFailure: true },
  );
});

test('the bulk way in keeps the same rows as the way of a live run', () => {
  const { store } = testStore(onTestFinished);
  const live = startedRun(store, 30);
  const bulk = startedRun(store, 0);
  const jobs = fc.sample(job, 30);
  const imported = sampleJobs(30).map(({ id, sequence }) => ({
    id,
    sequence,
    document_id: 1,
    started_us: 10,
    ended_us: jobs[sequence]!.ended_us,
    metrics: jobs[sequence]!.metrics,
    spans: jobs[sequence]!.spans,
  }));
  for (const [index, given] of jobs.entries()) {
    live.start(live.jobIds[index]!);
    store.jobFinished(finished(live.jobIds[index]!, { ...given, result: sampleResult }));
  }
  expect(store.importJobs(bulk.run.id, imported)).toBe(30);
  const rows = (runId: string) =>
    [...store.metricsOf(runId)].map(({ id: _, job_id, created_at: __, ...row }) => ({ row, spans: store.spansOf(job_id) }));
  expect(rows(bulk.run.id)).toEqual(rows(live.run.id));
  expect(store.countJobs(bulk.run.id)).toEqual({ queued: 0, running: 0, succeeded: 30, failed: 0 });
});

test('iterators over more jobs than a page miss none and let writes through', () => {
  const { store } = testStore(onTestFinished);
  const { run } = startedRun(store, 0);
  const [given] = fc.sample(job, 1);
  const imported = sampleJobs(2500).map(({ id, sequence }) => ({
    id,
    sequence,
    document_id: 1,
    started_us: 0,
    ended_us: 1,
    metrics: given!.metrics,
    spans: [],
  }));
  store.importJobs(run.id, imported);
  const seen: string[] = [];
  for (const row of store.metricsOf(run.id)) {
    seen.push(row.job_id);
    if (seen.length === 10) store.keepEnvironment(run.id, {});
  }
  expect(seen).toEqual(imported.map(({ id }) => id));
});
