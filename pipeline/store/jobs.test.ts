import { expect, onTestFinished, test } from 'vitest';
import { testStore } from './testing/folders.ts';
import { emptyLedger, failed, finished, sampleMetrics, sampleSpan, startedRun } from './testing/samples.ts';

const internal = expect.objectContaining({ code: 'internal' });

test('a job goes from queued over running to succeeded, and everything of it can be read', () => {
  const { store } = testStore(onTestFinished);
  const { run, jobIds, workerId, start } = startedRun(store, 1);
  const jobId = jobIds[0]!;
  expect(store.readJob(jobId)).toMatchObject({ state: 'queued', worker_id: null, attempt: 1, planned_us: 0, queued_us: 5 });
  start(jobId);
  expect(store.readJob(jobId)).toMatchObject({ state: 'running', worker_id: workerId, started_us: 10 });
  const end = finished(jobId);
  store.jobFinished(end);
  expect(store.jobsOf(run.id, { limit: 10 })).toEqual([
    {
      id: jobId,
      run_id: run.id,
      document_id: 1,
      file: 'fast-path/doc_001.jpg',
      sequence: 0,
      worker_id: workerId,
      side: 'a',
      pass: 0,
      state: 'succeeded',
      error: null,
      attempt: 1,
      temperature: 'warm',
      path: 'fast',
      planned_us: 0,
      queued_us: 5,
      started_us: 10,
      ended_us: 2_400_000,
      unattributed_user_us: 1_500,
      unattributed_system_us: 500,
      total_cpu_seconds: 1.847,
      total_wall_seconds: 2.341,
    },
  ]);
  expect(store.spansOf(jobId)).toEqual(end.spans);
  expect(store.resultOf(jobId)).toEqual(end.result);
  expect([...store.metricsOf(run.id)]).toEqual([
    { ...sampleMetrics(), job_id: jobId, id: expect.any(String), created_at: expect.any(String) },
  ]);
  expect([...store.accuraciesOf(run.id)]).toEqual([{ job_id: jobId, document_id: 1, accuracy: end.result.accuracy }]);
});

test('a failed job keeps its error and spans, and has no row in cpu_metrics', () => {
  const { store } = testStore(onTestFinished);
  const { run, jobIds, start } = startedRun(store, 2);
  start(jobIds[0]!);
  const end = failed(jobIds[0]!);
  store.jobFailed(end);
  store.jobFailed(failed(jobIds[1]!, { spans: [], temperature: null, path: null, unattributed: null }));
  const [first, second] = store.jobsOf(run.id, { limit: 10, state: 'failed' });
  expect(first).toMatchObject({ state: 'failed', error: end.error, total_cpu_seconds: null });
  expect(second).toMatchObject({ state: 'failed', started_us: null, temperature: null, unattributed_user_us: null });
  expect(store.spansOf(jobIds[0]!)).toEqual(end.spans);
  expect([...store.metricsOf(run.id)]).toEqual([]);
  expect(store.resultOf(jobIds[0]!)).toBeUndefined();
});

test('a call that does not fit the state of the job is refused and changes nothing', () => {
  const { store } = testStore(onTestFinished);
  const { jobIds, start } = startedRun(store, 2);
  const [jobId, untouched] = jobIds as [string, string];
  expect(() => store.jobFinished(finished(jobId))).toThrow(internal);
  start(jobId);
  expect(() => start(jobId)).toThrow(internal);
  store.jobFinished(finished(jobId));
  const before = store.readJob(jobId);
  for (const call of [
    () => store.jobFinished(finished(jobId)),
    () => store.jobFailed(failed(jobId)),
    () => start(jobId),
    () => store.jobFailed(failed('no such job')),
  ]) {
    expect(call).toThrow(internal);
  }
  expect(store.readJob(jobId)).toEqual(before);
  expect(store.readJob(untouched)).toMatchObject({ state: 'queued' });
});

test('a job whose end cannot be kept whole is not kept at all', () => {
  const { store } = testStore(onTestFinished);
  const { run, jobIds, start } = startedRun(store, 1);
  const jobId = jobIds[0]!;
  start(jobId);
  const spans = [sampleSpan(), sampleSpan({ wall_us: -1 })];
  expect(() => store.jobFinished(finished(jobId, { spans }))).toThrow(internal);
  expect(() => store.jobFinished(finished(jobId, { metrics: sampleMetrics({ total_cpu_seconds: Number.NaN }) }))).toThrow(
    internal,
  );
  expect(store.readJob(jobId)).toMatchObject({ state: 'running', ended_us: null });
  expect(store.spansOf(jobId)).toEqual([]);
  expect([...store.metricsOf(run.id)]).toEqual([]);
});

test('pages of jobs follow their order, whole or by state', () => {
  const { store } = testStore(onTestFinished);
  const { run, jobIds, start } = startedRun(store, 7);
  for (const jobId of jobIds.slice(0, 5)) start(jobId);
  for (const jobId of jobIds.slice(0, 2)) store.jobFinished(finished(jobId));
  for (const jobId of jobIds.slice(2, 4)) store.jobFailed(failed(jobId));
  const sequences = (page: Parameters<typeof store.jobsOf>[1]) => store.jobsOf(run.id, page).map((job) => job.sequence);
  expect(sequences({ limit: 3 })).toEqual([0, 1, 2]);
  expect(sequences({ limit: 3, offset: 5 })).toEqual([5, 6]);
  expect(sequences({ limit: 9, state: 'succeeded' })).toEqual([0, 1]);
  expect(sequences({ limit: 9, state: 'failed', offset: 1 })).toEqual([3]);
  expect(sequences({ limit: 9, state: 'running' })).toEqual([4]);
  expect(store.unfinishedJobs(run.id).map((job) => job.sequence)).toEqual([4, 5, 6]);
  expect(store.countJobs(run.id)).toEqual({ queued: 2, running: 1, succeeded: 2, failed: 2 });
});

test("a worker's ledger is kept account by account, with what is not known as null", () => {
  const { store } = testStore(onTestFinished);
  const { run, workerId } = startedRun(store, 1);
  expect(store.workersOf(run.id)).toEqual([
    {
      id: workerId,
      run_id: run.id,
      slot: 0,
      pid: 99,
      started_us: 1,
      ended_us: null,
      exit_reason: null,
      host: null,
      ledger: emptyLedger,
    },
  ]);
  const ledger = { ...emptyLedger, startup: { user_us: 1, system_us: 2 }, system: { user_us: 3, system_us: 0 } };
  store.workerEnded({ id: workerId, ended_us: 9, exit_reason: 'SIGKILL', ledger });
  expect(store.workersOf(run.id)).toMatchObject([{ ended_us: 9, exit_reason: 'SIGKILL', ledger }]);
  expect(() => store.workerEnded({ id: 'nobody', ended_us: 9, exit_reason: 'done', ledger })).toThrow(internal);
});

test('signals come back by time, the last value of a moment counts', () => {
  const { store } = testStore(onTestFinished);
  const { run } = startedRun(store, 1);
  store.recordSignals(run.id, [
    { time_us: 2_000_000, name: 'queue_depth', value: 4 },
    { time_us: 1_000_000, name: 'queue_depth', value: 5 },
    { time_us: 1_000_000, name: 'machine_cpu_percent', value: 97.5 },
    { time_us: 2_000_000, name: 'queue_depth', value: 3 },
  ]);
  expect(store.signalsOf(run.id)).toEqual([
    { time_us: 1_000_000, name: 'machine_cpu_percent', value: 97.5 },
    { time_us: 1_000_000, name: 'queue_depth', value: 5 },
    { time_us: 2_000_000, name: 'queue_depth', value: 3 },
  ]);
});
