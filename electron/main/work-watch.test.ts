import { expect, test } from 'vitest';
import type { EngineEvent } from '../../pipeline/contract/engine-messages.ts';
import { BenchError } from '../../pipeline/contract/errors.ts';
import { ended, lifeOf, RUN } from './testing/lives.ts';
import { notedLog } from './testing/noted-log.ts';
import { type Result, WorkWatch } from './work-watch.ts';

function watching({ focused = false, wanted = true } = {}) {
  const { log, lines } = notedLog();
  const notices: [string, Result][] = [];
  const progress: (number | null)[] = [];
  const clock = { now: 0 };
  const desk = {
    isFocused: () => focused,
    wantsNotices: () => wanted,
    notify: ({ title }: { title: string }, result: Result) => void notices.push([title, result]),
    showProgress: (share: number | null) => void progress.push(share),
  };
  return { watch: new WorkWatch(log, desk, () => clock.now), lines, notices, progress, clock };
}

test('the end of a long run is told to who looks elsewhere, and leads to the result', () => {
  const { watch, notices, progress } = watching();
  watch.live(lifeOf({ elapsed_seconds: 199 }));
  expect(notices).toEqual([]);
  watch.live(ended('completed'));
  expect(notices).toEqual([['Run completed', { kind: 'run', run: RUN }]]);
  expect(progress).toEqual([0.2, -1]);
});

test.each([
  ['who looks on', { focused: true }, 200],
  ['who does not want to hear of it', { wanted: false }, 200],
  ['nobody when it was short', {}, 59],
])('%s is not told', (_who, how, elapsed_seconds) => {
  const { watch, notices } = watching(how);
  watch.live(ended('completed', { elapsed_seconds }));
  expect(notices).toEqual([]);
});

test('a push is told like a run, with its error when it has one, which goes on to who asked', async () => {
  const { watch, notices, progress, clock, lines } = watching();
  const done = watch.push('push', async () => {
    watch.pushed(1, 4);
    expect(watch.isPushing).toBe(true);
    clock.now = 90;
    return 'done';
  });
  await expect(done).resolves.toBe('done');
  expect(watch.isPushing).toBe(false);
  const failing = watch.push('push', async () => {
    clock.now = 300;
    throw new BenchError('postgres.login', { user: 'ann', database: 'x' });
  });
  await expect(failing).rejects.toMatchObject({ code: 'postgres.login' });
  expect(notices.map(([title, { kind }]) => [title, kind])).toEqual([
    ['Push completed', 'push'],
    ['Push stopped', 'push'],
  ]);
  expect(progress).toEqual([null, 0.25, -1, null, -1]);
  watch.pushed(3, 4);
  expect(progress).toHaveLength(5);
  expect(lines.at(-1)).toBe('warn push: postgres.login');
});

test('a dry run is told as one, and nothing is lost by leaving it', async () => {
  const { watch, notices, progress, clock, lines } = watching();
  await watch.push('dry_run', async () => {
    watch.pushed(1, 4);
    expect(watch.isPushing).toBe(false);
    clock.now = 90;
  });
  expect(notices.map(([title, { kind }]) => [title, kind])).toEqual([['Dry run completed', 'push']]);
  expect(progress).toEqual([null, 0.25, -1]);
  expect(lines.at(-1)).toMatch(/^info dry run: Nothing was written; .* after 1 min 30 s\.$/);
});

test('the rest of a load test is told as one, though it is watched like a run', () => {
  const { watch, notices } = watching();
  watch.begin('load');
  watch.live(ended('completed', { kind: 'run' }));
  expect(notices).toEqual([['Load test completed', { kind: 'load', run: RUN }]]);
});

test('begin and end are logged, and of a failed document its name and code alone', () => {
  const { watch, lines } = watching();
  watch.begin('compare');
  watch.hear({ event: 'run_started', run_id: RUN, jobs: 60, finished: 12 });
  const error = new BenchError('input.broken', { file: 'a.jpg', reason: 'TOTAL 12.50' }).toInfo();
  const failed: EngineEvent = {
    event: 'job_ended',
    job_id: RUN,
    file: 'a.jpg',
    error,
    cpu_seconds: 1,
    wall_seconds: 1,
    stages: {},
  };
  for (let times = 0; times < 30; times++) watch.hear(failed);
  watch.live(ended('completed', { kind: 'compare' }));
  expect(lines.slice(0, 3)).toEqual([
    'info comparison: asked for',
    `info comparison: ${RUN} begun: 60 documents, 12 of them done before`,
    'warn comparison: input.broken: a.jpg',
  ]);
  expect(lines).toHaveLength(2 + 20 + 1 + 1);
  expect(lines.at(-1)).toBe(
    `info comparison: ${RUN} Comparison completed: “receipts”: 57 documents measured, 1 failed, in 3 min 20 s.`,
  );
  expect(lines.join()).not.toContain('TOTAL');
});

test('a run that could not go on is an error with its code', () => {
  const { watch, lines } = watching();
  const error = new BenchError('engine.died', { reason: 'killed by SIGKILL', run: RUN }).toInfo();
  watch.live(lifeOf({ phase: 'ended', error }));
  expect(lines).toEqual([expect.stringMatching(/^error run: .* Run could not go on: engine\.died: /)]);
});
