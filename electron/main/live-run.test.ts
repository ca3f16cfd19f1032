import { expect, test } from 'vitest';
import type { EngineEvent } from '../../pipeline/contract/engine-messages.ts';
import { liveRunSchema } from '../../pipeline/contract/live-run.ts';
import { LiveRunTracker } from './live-run.ts';

const run_id = '0b7d1c52-4c1e-4f3a-9a55-6f2f0c9f1d11';
const jobId = (number: number) => `0b7d1c52-4c1e-4f3a-9a55-${String(number).padStart(12, '0')}`;
const error = { code: 'ocr.failed', message: 'The OCR engine failed.', details: {} } as const;

function tracked(kind: 'run' | 'compare' = 'run') {
  let now = 1000;
  const tracker = new LiveRunTracker({ name: 'a run', kind }, () => now);
  const at = (seconds: number, ...events: EngineEvent[]) => {
    now = 1000 + seconds;
    for (const event of events) tracker.hear(event);
    return liveRunSchema.parse(tracker.snapshot);
  };
  return { tracker, at };
}

const started = (jobs: number, finished = 0): EngineEvent => ({ event: 'run_started', run_id, jobs, finished });
const begun = (job: number, slot = 0): EngineEvent => ({ event: 'job_started', job_id: jobId(job), file: `${job}.jpg`, slot });
const ended = (job: number, change: Partial<Extract<EngineEvent, { event: 'job_ended' }>> = {}): EngineEvent => ({
  ...{ event: 'job_ended', job_id: jobId(job), file: `${job}.jpg`, error: null, cpu_seconds: 1, wall_seconds: 2 },
  stages: { ocr: { cpu_seconds: 0.75, wall_seconds: 1.5 } },
  ...change,
});

test('before it begins a run prepares, and tells how far it is', () => {
  const { at } = tracked();
  expect(at(3, { event: 'preparing', done: 2, total: 9 })).toMatchObject({
    phase: 'preparing',
    run_id: null,
    name: 'a run',
    prepared: { done: 2, total: 9 },
    elapsed_seconds: 3,
    remaining_seconds: null,
  });
  expect(at(4, started(9))).toMatchObject({ phase: 'running', run_id, jobs: { total: 9 } });
});

test('of a comparison one sees which pass of which side it is at, from the first on', () => {
  const { at } = tracked('compare');
  expect(at(1, started(8))).toMatchObject({ kind: 'compare', pass: null });
  const first: EngineEvent = { event: 'pass_began', number: 1, of: 4, side: 'a' };
  expect(at(2, first, begun(0), ended(0)).pass).toEqual({ number: 1, of: 4, side: 'a' });
  expect(at(3, { ...first, number: 2, side: 'b' })).toMatchObject({ pass: { number: 2, side: 'b' }, jobs: { succeeded: 1 } });
});

test('each worker is seen with its document, its stage and since when', () => {
  const { at } = tracked();
  const live = at(5, started(3), begun(1, 1), begun(0, 0), { event: 'stage_began', job_id: jobId(1), stage: 'ocr' });
  expect(live.workers).toEqual([
    { slot: 0, file: '0.jpg', stage: null, since_seconds: 5 },
    { slot: 1, file: '1.jpg', stage: 'ocr', since_seconds: 5 },
  ]);
  expect(at(7, ended(1)).workers).toEqual([
    { slot: 0, file: '0.jpg', stage: null, since_seconds: 5 },
    { slot: 1, file: null, stage: null, since_seconds: 7 },
  ]);
  // What a lost worker was still telling of a job that has ended.
  expect(at(8, { event: 'stage_began', job_id: jobId(1), stage: 'upload' }).workers[1]).toMatchObject({ stage: null });
});

test('sums run over documents that ended, failed ones with what they burnt', () => {
  const { at } = tracked();
  const failure = ended(1, {
    error,
    cpu_seconds: 0.5,
    wall_seconds: 0.5,
    stages: { fetch: { cpu_seconds: 0.5, wall_seconds: 0.5 } },
  });
  const live = at(9, started(4), begun(0), ended(0), begun(1), failure, begun(2), ended(2));
  expect(live).toMatchObject({
    jobs: { total: 4, succeeded: 2, failed: 1 },
    cpu_seconds: 2.5,
    wall_seconds: 4.5,
    stages: { ocr: { jobs: 2, cpu_seconds: 1.5, wall_seconds: 3 }, fetch: { jobs: 1, cpu_seconds: 0.5, wall_seconds: 0.5 } },
    recent: [{ file: '2.jpg', failed: false }, { file: '1.jpg', failed: true }, { file: '0.jpg' }],
    failures: [{ job_id: jobId(1), file: '1.jpg', error }],
  });
});

test('the time left goes by the pace since the first document, of what was left when it began', () => {
  const { at } = tracked();
  // Half of it was done before: 8 are left. The 10 s before the first document are not part of the pace.
  expect(at(10, started(16, 8), begun(0))).toMatchObject({ remaining_seconds: null, jobs: { finished_before: 8 } });
  expect(at(14, ended(0), begun(1), ended(1))).toMatchObject({ remaining_seconds: 12, elapsed_seconds: 14 });
  expect(at(15)).toMatchObject({ remaining_seconds: 15 });
});

test('what a long run tells stays small: the last of signals, documents and failures', () => {
  const { at } = tracked();
  at(0, started(1000));
  for (let job = 0; job < 400; job++) {
    at(job, begun(job), ended(job, { error }), { event: 'signals', signals: [{ time_us: 5, name: 'queue_depth', value: job }] });
  }
  const live = at(400);
  expect([live.signals.length, live.recent.length, live.failures.length]).toEqual([300, 12, 50]);
  expect([live.signals.at(0), live.signals.at(-1)]).toEqual([
    { time_seconds: 100, values: { queue_depth: 100 } },
    { time_seconds: 399, values: { queue_depth: 399 } },
  ]);
  expect([live.recent[0]?.file, live.failures.at(-1)?.file, live.failures[0]?.file]).toEqual(['399.jpg', '399.jpg', '350.jpg']);
});

test('a run that is cancelled stops, and a late beginning does not undo it', () => {
  const { tracker, at } = tracked();
  tracker.cancelled();
  expect(at(1, started(3))).toMatchObject({ phase: 'stopping', run_id });
});

test('a run that has ended stands still: no clock, no worker at work, nothing left', () => {
  const { tracker, at } = tracked();
  at(6, started(3), begun(0, 0), ended(0), begun(1, 1));
  tracker.ended({ error });
  tracker.cancelled();
  expect(at(60)).toMatchObject({
    phase: 'ended',
    error,
    outcome: null,
    elapsed_seconds: 6,
    remaining_seconds: 0,
    workers: [{ file: null }, { slot: 1, file: null, stage: null }],
  });
});

test('a snapshot is a copy that what comes later does not change', () => {
  const { tracker, at } = tracked();
  at(1, started(3), begun(0), ended(0));
  const before = tracker.snapshot;
  const copy = structuredClone(before);
  at(2, begun(1), ended(1));
  expect(before).toEqual(copy);
});
