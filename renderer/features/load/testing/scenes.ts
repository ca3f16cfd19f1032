/** What the page of the load test can show, by name: `?scene=large`. */
import { type LoadWishes, sampleLoad } from '../../../../pipeline/analysis/load/testing/sample-load.ts';
import { BenchError } from '../../../../pipeline/contract/errors.ts';
import type { LiveRun } from '../../../../pipeline/contract/live-run.ts';
import type { LoadFacts } from '../../../../pipeline/contract/load.ts';
import type { RunRecord, RunState } from '../../../../pipeline/contract/run.ts';

export interface Scene {
  readonly facts: LoadFacts;
  readonly run: RunRecord;
  readonly live: LiveRun | null;
  /** Whether the page shows it as it goes on, and not its result. */
  readonly isWatched: boolean;
}

const everyHalf = (uploads: number): number[] => Array.from({ length: uploads }, (_, index) => index / 2);
const wave = (second: number, most: number): number => most * (0.5 + 0.5 * Math.sin(second / 9));

const signals = (uploads: number): NonNullable<LoadWishes['signals']> => ({
  planned: (now) => Math.min(uploads, now * 2),
  arrived: (now) => Math.min(uploads, now * 2),
  completed: (now) => Math.min(uploads, Math.max(0, now - 4)),
  rejected: () => 0,
  queue_depth: (now) => Math.min(uploads / 2, now),
  jobs_in_flight: () => 2,
  latency_p50_seconds: (now) => 1 + now / 4,
  latency_p95_seconds: (now) => 2 + now / 3,
  latency_p99_seconds: (now) => 2.4 + now / 2.8,
  latency_max_seconds: (now) => 3 + now / 2.5,
  machine_cpu_percent: (now) => 60 + wave(now, 40),
  workers_cpu_percent: (now) => 110 + wave(now, 80),
  generator_cpu_percent: (now) => wave(now, 6),
  gateway_answers: () => 2,
  gateway_server_errors: () => 0,
  event_loop_lag_ms: (now) => 10 + wave(now, 5),
  generator_lateness_ms: (now) => wave(now, 2),
  memory_bytes: (now) => 620e6 + now * 1e6,
});

interface Wishes extends LoadWishes {
  readonly uploads?: number;
  readonly state?: RunState;
  readonly live?: Partial<LiveRun> | null;
  readonly isWatched?: boolean;
  readonly change?: Partial<LoadFacts>;
  readonly edited?: Partial<RunRecord>;
}

function sceneOf(wishes: Wishes): Scene {
  const { uploads = 250, state = 'completed', live = null, isWatched = false, change = {}, edited = {}, ...load } = wishes;
  const made = sampleLoad({ moments: everyHalf(uploads), seconds: uploads, signals: signals(uploads), ...load });
  const facts: LoadFacts = { ...made, name: 'Burst, 50 × 5', machine: 'AMD EPYC, 2 cores', cores: 2, state, ...change };
  const run = { ...recordOf(facts), ...edited };
  return { facts, run, live: live === null ? null : { ...liveOf(facts), ...live }, isWatched };
}

const recordOf = ({ run, name, state, created_at, settings, warnings }: LoadFacts): RunRecord => ({
  id: run,
  kind: 'load',
  state,
  name,
  tags: [],
  notes: '',
  pinned: false,
  created_at,
  ended_at: null,
  owner: null,
  warnings,
  summary: null,
  anchor_utc: created_at,
  settings,
  plan: {},
  environment: {},
  output_folder: null,
});

const liveOf = ({ run, name, signals: kept }: LoadFacts): LiveRun => {
  const moments = new Map<number, Record<string, number>>();
  for (const { time_us, name: signal, value } of kept) moments.set(time_us, { ...moments.get(time_us), [signal]: value });
  return {
    phase: 'running',
    run_id: run,
    name,
    kind: 'load',
    pass: null,
    prepared: { done: 250, total: 250 },
    jobs: { total: 250, finished_before: 0, succeeded: 96, failed: 1 },
    workers: [
      { slot: 0, file: 'standard-path/doc_014.png', stage: 'ocr', since_seconds: 58 },
      { slot: 1, file: 'fast-path/doc_003.jpg', stage: 'enhancement', since_seconds: 59 },
    ],
    stages: {},
    cpu_seconds: 120,
    wall_seconds: 160,
    elapsed_seconds: 60,
    remaining_seconds: 95,
    signals: [...moments].map(([time_us, values]) => ({ time_seconds: time_us / 1e6, values })),
    recent: [],
    failures: [],
    outcome: null,
    error: null,
  };
};

const died = new BenchError('engine.died', { reason: 'killed by SIGKILL', run: 'this' }).toInfo();
const stopped: Wishes = {
  state: 'cancelled',
  outcome: (index) => (index < 40 ? 'completed' : index < 46 ? 'in_flight' : 'planned'),
};

export const scenes: Readonly<Record<string, () => Scene>> = {
  usual: () => sceneOf({}),
  small: () => sceneOf({ uploads: 3, signals: {} }),
  large: () =>
    sceneOf({
      uploads: 5000,
      change: {
        warnings: [
          { code: 'load.webhooks_given_up', message: 'Three webhooks were given up.', details: {} },
          { code: 'load.webhooks_given_up', message: 'Two more webhooks were given up.', details: {} },
        ],
      },
      edited: { tags: ['nightly', 'two workers'], notes: 'After the change of the queue.\nOthers used the machine as well.' },
    }),
  hundred: () => sceneOf({ uploads: 500, shape: { profile: 'burst', users: 100, documents_per_user: 5 } }),
  stopped: () => sceneOf(stopped),
  died: () => sceneOf({ ...stopped, state: 'interrupted', live: { phase: 'ended', error: died } }),
  running: () => sceneOf({ ...stopped, state: 'running', live: {} }),
  elsewhere: () => sceneOf({ ...stopped, state: 'running' }),
  /** Another run is measured while the result is looked at. */
  busy: () => sceneOf({ live: { run_id: '00000000-0000-4000-8000-000000000002', kind: 'run' } }),
  live: () => sceneOf({ seconds: 60, live: {}, isWatched: true }),
  'live-begin': () =>
    sceneOf({ seconds: 1, live: { jobs: { total: 250, finished_before: 0, succeeded: 0, failed: 0 } }, isWatched: true }),
};
