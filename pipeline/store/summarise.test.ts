import { expect, onTestFinished, test } from 'vitest';
import { testStore } from './testing/folders.ts';
import { failed, finished, sampleMetrics, sampleSpan, startedRun } from './testing/samples.ts';

const near = (value: number) => expect.closeTo(value, 12);

test('a run of both paths, cold and warm, with a failure, by hand', () => {
  const { store } = testStore(onTestFinished);
  const { run, jobIds, start } = startedRun(store, 6);
  for (const jobId of jobIds.slice(0, 5)) start(jobId);
  const [cold, fast, slow, slower, broken] = jobIds as [string, string, string, string, string];
  const measured = (cpu: number, wall: number, changes = {}) =>
    sampleMetrics({ total_cpu_seconds: cpu, total_wall_seconds: wall, ...changes });
  const standard = { processing_path: 'standard' } as const;
  const quiet = { user_us: 0, system_us: 0 };
  const ocr = sampleSpan({ wall_us: 2_000_000, user_us: 900_000, system_us: 100_000 });
  const upload = sampleSpan({ stage: 'upload', wall_us: 500_000, user_us: 0, system_us: 250_000 });
  const part = sampleSpan({ part: 'load model', user_us: 777_777 });
  store.jobFinished(
    finished(cold, {
      metrics: measured(4, 5, { execution_temperature: 'cold' }),
      spans: [upload, ocr, part],
      unattributed: quiet,
    }),
  );
  store.jobFinished(finished(fast, { metrics: measured(1, 2), spans: [ocr], unattributed: { user_us: 250_000, system_us: 0 } }));
  store.jobFinished(finished(slow, { metrics: measured(3, 4, standard), spans: [], unattributed: quiet }));
  store.jobFinished(finished(slower, { metrics: measured(5, 5, standard), spans: [], unattributed: quiet }));
  store.jobFailed(
    failed(broken, {
      spans: [sampleSpan({ user_us: 500_000, system_us: 0 }), part],
      unattributed: { user_us: 0, system_us: 250_000 },
    }),
  );
  expect(store.summarise(run.id, { cer: 0.02 })).toEqual({
    jobs: { succeeded: 4, failed: 1, unfinished: 1 },
    cpu_per_doc: { fast: near(2.5), standard: near(4), weighted: near(2.5 * 0.7 + 4 * 0.3) },
    wall_per_doc: near(4),
    stages: {
      ocr: { jobs: 2, cpu_seconds: near(1), wall_seconds: near(2), total_cpu_seconds: near(2), total_wall_seconds: near(4) },
      upload: {
        jobs: 1,
        cpu_seconds: near(0.25),
        wall_seconds: near(0.5),
        total_cpu_seconds: near(0.25),
        total_wall_seconds: near(0.5),
      },
    },
    cold_jobs: 1,
    temperatures: { cold: { jobs: 1, cpu_seconds: near(4) }, warm: { jobs: 3, cpu_seconds: near(3) } },
    // 0.5 s of 2 + 0.25 + 0.5 s in stages and 0.5 s outside.
    unattributed_ratio: near(0.5 / 3.25),
    failed_work: { jobs: 1, cpu_seconds: near(0.5) },
    // The sample's total was not found.
    jobs_missing_fields: 4,
    accuracy: { cer: 0.02 },
  });
  expect(store.summarise(run.id, null, { fast: 0.5, standard: 0.5 }).cpu_per_doc.weighted).toBeCloseTo(3.25, 12);
});

test('without a standard document there is no weighted cost', () => {
  const { store } = testStore(onTestFinished);
  const { run, jobIds, start } = startedRun(store, 1);
  start(jobIds[0]!);
  store.jobFinished(finished(jobIds[0]!));
  expect(store.summarise(run.id, null).cpu_per_doc).toEqual({ fast: near(1.847), standard: null, weighted: null });
});

test('a run in which nothing ended has no means, rather than zeros', () => {
  const { store } = testStore(onTestFinished);
  const { run } = startedRun(store, 2);
  expect(store.summarise(run.id, null)).toEqual({
    jobs: { succeeded: 0, failed: 0, unfinished: 2 },
    cpu_per_doc: { fast: null, standard: null, weighted: null },
    wall_per_doc: null,
    stages: {},
    cold_jobs: 0,
    temperatures: { cold: { jobs: 0, cpu_seconds: null }, warm: { jobs: 0, cpu_seconds: null } },
    unattributed_ratio: null,
    failed_work: { jobs: 0, cpu_seconds: 0 },
    jobs_missing_fields: 0,
    accuracy: null,
  });
});

test("another run's jobs are not counted", () => {
  const { store } = testStore(onTestFinished);
  const mine = startedRun(store, 1);
  const other = startedRun(store, 1);
  for (const { jobIds, start } of [mine, other]) start(jobIds[0]!);
  store.jobFinished(finished(mine.jobIds[0]!));
  const before = store.summarise(mine.run.id, null);
  store.jobFinished(finished(other.jobIds[0]!));
  expect(store.summarise(mine.run.id, null)).toEqual(before);
});
