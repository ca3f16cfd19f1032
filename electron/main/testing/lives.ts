/** For tests: a run as it is told, with what the test cares about. Knows no test runner. */
import type { LiveRun } from '../../../pipeline/contract/live-run.ts';
import { LiveRunTracker } from '../live-run.ts';

export const RUN = '0b7d1c52-4c1e-4f3a-9a55-6f2f0c9f1d11';

export const lifeOf = (change: Partial<LiveRun> = {}): LiveRun => ({
  ...new LiveRunTracker({ name: 'receipts', kind: 'run' }, () => 0).snapshot,
  phase: 'running',
  run_id: RUN,
  jobs: { total: 60, finished_before: 0, succeeded: 12, failed: 0 },
  ...change,
});

export const ended = (state: 'completed' | 'cancelled' | 'failed', change: Partial<LiveRun> = {}): LiveRun =>
  lifeOf({
    phase: 'ended',
    elapsed_seconds: 200,
    outcome: {
      run_id: RUN,
      state,
      summary: { jobs: { succeeded: 57, failed: 1, unfinished: 2 } },
      warnings: [],
    } as unknown as LiveRun['outcome'],
    ...change,
  });
