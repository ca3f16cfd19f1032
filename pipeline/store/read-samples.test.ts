import { expect, onTestFinished, test } from 'vitest';
import { IDLE_SPIN } from '../contract/spans.ts';
import { measuredRun, span } from './testing/measured-run.ts';

test('every job comes with its side, its pass and what each stage cost, parts not counted twice', () => {
  const { store, run, jobIds } = measuredRun(onTestFinished, [
    {
      start_us: 0,
      end_us: 100,
      spans: [
        span('fetch', '', 0, 10, 4, 1),
        span('ocr', '', 10, 80, 60, 10),
        span('ocr', 'load model', 10, 30, 20, 5),
        span('ocr', IDLE_SPIN, 70, 20, 15, 0),
      ],
    },
    { start_us: 100, end_us: 120, failed: true, spans: [span('fetch', '', 100, 20, 7, 0)] },
    { slot: null, start_us: 0, end_us: null },
  ]);
  const [first, second, third] = store.samplesOf(run.id);
  expect(first).toMatchObject({
    job: jobIds[0],
    side: 'a',
    pass: 0,
    state: 'succeeded',
    stages: { fetch: { cpu_us: 5, wall_us: 10 }, ocr: { cpu_us: 70, wall_us: 80 } },
    idle_spin_us: 15,
    lacks_required_field: true,
  });
  expect(second).toMatchObject({
    state: 'failed',
    stages: { fetch: { cpu_us: 7, wall_us: 20 } },
    idle_spin_us: 0,
    accuracy: null,
  });
  expect(third).toMatchObject({ state: 'queued', stages: {}, temperature: null });
  expect(new Set([first, second, third].map((sample) => sample?.document_id)).size).toBe(3);
});
