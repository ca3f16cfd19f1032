import { expect, onTestFinished, test } from 'vitest';
import { stageNames } from '../contract/stages.ts';
import { NO_STAGE, timelineSchema } from '../contract/timeline.ts';
import { type MeasuredJob, measuredRun, span } from '../store/testing/measured-run.ts';
import { nestingErrors } from '../store/testing/nesting.ts';
import { readTimeline } from './timeline.ts';

const ocr = stageNames.indexOf('ocr');

test('the columns say of each span where it lies, what it is called and what it took', () => {
  const { store, run, jobIds } = measuredRun(
    onTestFinished,
    [
      {
        slot: 2,
        start_us: 100,
        end_us: 200,
        spans: [span('ocr', '', 110, 80, 70, 5), span('ocr', 'retry', 120, 60, 50, 0), span('ocr', 'retry/resize', 120, 9, 8, 0)],
        unattributed: { user_us: 3, system_us: 1 },
      },
      { slot: 0, start_us: 50, end_us: 60, file: '__proto__' },
      { slot: 0, start_us: 70, end_us: 80, file: '__proto__' },
    ],
    [5],
  );
  const timeline = readTimeline(store, run.id);
  expect(timeline.run_id).toBe(run.id);
  expect(timeline.lanes).toEqual([{ slot: 0 }, { slot: 2 }, { slot: 5 }]);
  expect(timeline.jobs.map(({ id }) => id)).toEqual([jobIds[1], jobIds[2], jobIds[0]]);
  const { name, ...columns } = timeline.spans;
  expect(Array.from(name, (index) => timeline.names[index])).toEqual([
    '__proto__',
    '__proto__',
    'doc_0.jpg',
    'ocr',
    'retry',
    'resize',
  ]);
  expect(timeline.names).toHaveLength(5);
  expect(columns).toEqual({
    lane: Uint16Array.of(0, 0, 1, 1, 1, 1),
    depth: Uint8Array.of(0, 0, 0, 1, 2, 3),
    stage: Uint8Array.of(NO_STAGE, NO_STAGE, NO_STAGE, ocr, ocr, ocr),
    job: Uint32Array.of(0, 1, 2, 2, 2, 2),
    start_us: Float64Array.of(50, 70, 100, 110, 120, 120),
    wall_us: Float64Array.of(10, 10, 100, 80, 60, 9),
    cpu_us: Float64Array.of(0, 0, 79, 75, 50, 8),
  });
});

test('a job with more spans than there was room for is whole, and the columns hold no more memory than their spans', () => {
  const parts = Array.from({ length: 500 }, (_, index) => span('ocr', `recognise/page ${index}`, 10 + index, 1, index));
  const jobs: MeasuredJob[] = [{ start_us: 0, end_us: 1000, spans: [span('ocr', '', 5, 900), ...parts] }];
  const { store, run } = measuredRun(onTestFinished, jobs);
  const timeline = readTimeline(store, run.id);
  expect(timeline).toEqual(timelineSchema.parse(timeline));
  const { spans } = timeline;
  expect(Array.from(spans.cpu_us.subarray(2))).toEqual(parts.map(({ user_us }) => user_us));
  for (const column of Object.values(spans)) {
    expect(column).toHaveLength(502);
    expect(column.buffer.byteLength).toBe(column.byteLength);
  }
  const nested = Array.from(spans.depth, (depth, index) => ({
    depth,
    start_us: spans.start_us[index]!,
    wall_us: spans.wall_us[index]!,
  }));
  expect(nestingErrors(nested)).toEqual([]);
});

test('a run without a worker has an empty timeline, and one that is not there has none', () => {
  const { store, run } = measuredRun(onTestFinished, []);
  const timeline = timelineSchema.parse(readTimeline(store, run.id));
  expect(timeline.lanes).toEqual([]);
  expect(timeline.spans.lane).toHaveLength(0);
  expect(() => readTimeline(store, 'none')).toThrow(expect.objectContaining({ code: 'run.not_found' }));
});
