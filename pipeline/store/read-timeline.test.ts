import { expect, onTestFinished, test } from 'vitest';
import { isStage, type Span } from '../contract/spans.ts';
import { type MeasuredJob, measuredRun, span } from './testing/measured-run.ts';
import { nestingErrors } from './testing/nesting.ts';
import { startedRun } from './testing/samples.ts';

function timelineOf(jobs: readonly MeasuredJob[], idle: readonly number[] = []) {
  const { store, run, jobIds } = measuredRun(onTestFinished, jobs, idle);
  const lanes = store.lanesOf(run.id).map((lane) => ({ slot: lane.slot, jobs: [...store.jobsOfLane(lane)] }));
  const drawn = lanes.map(({ slot, jobs }) => ({
    slot,
    jobs: jobs.map(({ job, spans }) => `${job.file} ${spans[0]?.start_us}+${spans[0]?.wall_us}`),
  }));
  return { store, run, jobIds, lanes, drawn };
}

test('a lane is a slot, its jobs stand by their start, and a fresh worker goes on in it', () => {
  const { drawn } = timelineOf(
    [
      { slot: 1, start_us: 100, end_us: 200 },
      { slot: 0, start_us: 50, end_us: 150 },
      { slot: 1, start_us: 10, end_us: 90 },
      { slot: 1, start_us: 300, end_us: 400, fresh: true },
      { slot: 1, start_us: 250, end_us: 300 },
    ],
    [7],
  );
  expect(drawn).toEqual([
    { slot: 0, jobs: ['doc_1.jpg 50+100'] },
    { slot: 1, jobs: ['doc_2.jpg 10+80', 'doc_0.jpg 100+100', 'doc_4.jpg 250+50', 'doc_3.jpg 300+100'] },
    { slot: 7, jobs: [] },
  ]);
});

test('a job that no worker took or that has not ended is in no lane, nor is one of another run', () => {
  const { store, drawn } = timelineOf([
    { start_us: 10, end_us: 20 },
    { start_us: 30, end_us: null },
    { slot: null, start_us: 0, end_us: null },
  ]);
  expect(drawn).toEqual([{ slot: 0, jobs: ['doc_0.jpg 10+10'] }]);
  const other = startedRun(store, 1);
  const [lane] = store.lanesOf(other.run.id);
  expect([...store.jobsOfLane(lane!)]).toEqual([]);
});

test('a job carries what it was, and the CPU of its stages with what no stage owns', () => {
  const spans = [span('ocr', '', 110, 50, 40, 4), span('ocr', 'recognise', 112, 30, 30, 3), span('upload', '', 170, 10, 5, 1)];
  const { lanes, jobIds } = timelineOf([
    { start_us: 100, end_us: 200, spans, unattributed: { user_us: 1500, system_us: 500 } },
    { start_us: 300, end_us: 400, spans: [span('fetch', '', 310, 5, 7, 0)], failed: true },
  ]);
  const [first, second] = lanes[0]!.jobs;
  expect(first!.job).toEqual({ id: jobIds[0], file: 'doc_0.jpg', state: 'succeeded', temperature: 'warm', path: 'fast' });
  expect(first!.spans.map(({ name, user_us, system_us }) => [name, user_us, system_us])).toEqual([
    ['', 1545, 505],
    ['ocr', 40, 4],
    ['recognise', 30, 3],
    ['upload', 5, 1],
  ]);
  expect(second!.job).toEqual({ id: jobIds[1], file: 'doc_1.jpg', state: 'failed', temperature: null, path: null });
  expect(second!.spans).toMatchObject([
    { depth: 0, start_us: 300, wall_us: 100, user_us: 7, system_us: 0 },
    { name: 'fetch', depth: 1 },
  ]);
});

test('a job that began before the last one ended, because a clock was set back, is clipped with all inside it', () => {
  const { lanes, drawn } = timelineOf([
    { start_us: 100, end_us: 200 },
    { start_us: 150, end_us: 260, spans: [span('ocr', '', 160, 90)] },
    { start_us: 180, end_us: 240, spans: [span('ocr', '', 190, 40)] },
  ]);
  expect(drawn[0]!.jobs).toEqual(['doc_0.jpg 100+100', 'doc_1.jpg 200+60', 'doc_2.jpg 260+0']);
  expect(nestingErrors(lanes[0]!.jobs.flatMap(({ spans }) => spans))).toEqual([]);
});

test('more jobs than a page are all there, each with its own spans', () => {
  const count = 603;
  // Begun in the order opposite to their sequence; every fourth leaves no span.
  const jobs = Array.from({ length: count }, (_, index): MeasuredJob => {
    const start_us = (count - index) * 100;
    return {
      slot: index % 2,
      start_us,
      end_us: start_us + 60,
      spans: index % 4 === 0 ? [] : [span('ocr', '', start_us + 1, 50, index)],
    };
  });
  const { lanes, jobIds } = timelineOf(jobs);
  const seen = lanes.flatMap((lane) => lane.jobs);
  expect(seen.map(({ job }) => job.id)).toEqual(
    [0, 1].flatMap((slot) => jobIds.filter((_, index) => index % 2 === slot).toReversed()),
  );
  for (const { job, spans } of seen) {
    const index = jobIds.indexOf(job.id);
    expect(job.file).toBe(`doc_${index}.jpg`);
    expect(spans.slice(1).map(({ user_us }) => user_us)).toEqual(index % 4 === 0 ? [] : [index]);
  }
});

test('a reader that has gone half-way holds no write up', () => {
  const jobs = Array.from({ length: 300 }, (_, index): MeasuredJob => ({ start_us: index * 10, end_us: index * 10 + 9 }));
  const { store, run } = timelineOf(jobs);
  const [lane] = store.lanesOf(run.id);
  let read = 0;
  for (const _ of store.jobsOfLane(lane!)) if (++read === 100) store.keepEnvironment(run.id, {});
  expect(read).toBe(300);
});

test('stages add up to what the store holds of them', () => {
  const spansAt = (start: number): Span[] => [
    span('fetch', '', start + 5, 10, 9, 1),
    span('ocr', '', start + 20, 60, 50, 7),
    span('ocr', 'recognise', start + 21, 30, 20, 3),
  ];
  const { store, lanes, jobIds } = timelineOf(
    [0, 100, 200].map((start_us) => ({ start_us, end_us: start_us + 99, spans: spansAt(start_us) })),
  );
  const sum = (spans: readonly { wall_us: number; user_us: number; system_us: number }[]) => ({
    wall_us: spans.reduce((total, { wall_us }) => total + wall_us, 0),
    cpu_us: spans.reduce((total, { user_us, system_us }) => total + user_us + system_us, 0),
  });
  const drawn = lanes.flatMap(({ jobs }) => jobs.flatMap(({ spans }) => spans));
  expect(sum(drawn.filter(({ depth }) => depth === 1))).toEqual(sum(jobIds.flatMap((id) => store.spansOf(id)).filter(isStage)));
});
