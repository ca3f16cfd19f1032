/**
 * Folds what the engine tells of a run into the one piece that a person watches. Pure but for the clock it is given.
 */
import type { EngineEvent, RunOutcome } from '../../pipeline/contract/engine-messages.ts';
import type { ErrorInfo } from '../../pipeline/contract/errors.ts';
import type { LiveRun } from '../../pipeline/contract/live-run.ts';
import type { Signal } from '../../pipeline/contract/signals.ts';
import type { StageName } from '../../pipeline/contract/stages.ts';

const KEPT_SIGNALS = 300;
const KEPT_RECENT = 12;
const KEPT_FAILURES = 50;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export class LiveRunTracker {
  private readonly now: () => number;
  private readonly startedAt: number;
  private firstJobAt: number | null = null;
  private readonly slots = new Map<string, number>();
  private readonly live: Mutable<LiveRun>;

  /** @param now seconds on any steady clock */
  constructor({ name, kind }: Pick<LiveRun, 'name' | 'kind'>, now: () => number) {
    this.now = now;
    this.startedAt = now();
    this.live = {
      phase: 'preparing',
      run_id: null,
      name,
      kind,
      pass: null,
      prepared: { done: 0, total: 0 },
      jobs: { total: 0, finished_before: 0, succeeded: 0, failed: 0 },
      workers: [],
      stages: {},
      cpu_seconds: 0,
      wall_seconds: 0,
      elapsed_seconds: 0,
      remaining_seconds: null,
      signals: [],
      recent: [],
      failures: [],
      outcome: null,
      error: null,
    };
  }

  get snapshot(): LiveRun {
    const elapsed_seconds = this.live.phase === 'ended' ? this.live.elapsed_seconds : this.elapsed;
    return structuredClone({ ...this.live, elapsed_seconds, remaining_seconds: this.remaining });
  }

  hear(event: EngineEvent): void {
    const { live } = this;
    switch (event.event) {
      case 'preparing':
        live.prepared = { done: event.done, total: event.total };
        return;
      case 'run_started':
        live.phase = live.phase === 'preparing' ? 'running' : live.phase;
        live.run_id = event.run_id;
        live.jobs = { ...live.jobs, total: event.jobs, finished_before: event.finished };
        return;
      case 'pass_began':
        live.pass = { number: event.number, of: event.of, side: event.side };
        return;
      case 'job_started':
        this.firstJobAt ??= this.now();
        this.slots.set(event.job_id, event.slot);
        this.setWorker(event.slot, { file: event.file, stage: null, since_seconds: this.elapsed });
        return;
      case 'stage_began':
        return this.stageBegan(event.job_id, event.stage);
      case 'job_ended':
        return this.jobEnded(event);
      case 'signals':
        return this.keepSignals(event.signals);
      case 'contract':
      case 'gateway_opened':
      case 'runs_released':
        return;
    }
  }

  cancelled(): void {
    if (this.live.phase !== 'ended') this.live.phase = 'stopping';
  }

  ended(end: { readonly outcome: RunOutcome } | { readonly error: ErrorInfo }): void {
    this.live.elapsed_seconds = this.elapsed;
    this.live.phase = 'ended';
    this.live.workers = this.live.workers.map(({ slot }) => ({ slot, file: null, stage: null, since_seconds: this.elapsed }));
    if ('outcome' in end) this.live.outcome = end.outcome;
    else this.live.error = end.error;
  }

  private get elapsed(): number {
    return this.now() - this.startedAt;
  }

  /** What is left at the pace so far; the time before the first document is not part of the pace. */
  private get remaining(): number | null {
    const { total, finished_before, succeeded, failed } = this.live.jobs;
    const done = succeeded + failed;
    if (this.live.phase === 'ended') return 0;
    if (done === 0 || this.firstJobAt === null) return null;
    return ((total - finished_before - done) * (this.now() - this.firstJobAt)) / done;
  }

  private stageBegan(jobId: string, stage: StageName): void {
    const slot = this.slots.get(jobId);
    const worker = this.live.workers.find((each) => each.slot === slot);
    if (worker !== undefined) this.setWorker(worker.slot, { ...worker, stage });
  }

  private jobEnded(event: Extract<EngineEvent, { event: 'job_ended' }>): void {
    const { live } = this;
    const { job_id, file, error, cpu_seconds, wall_seconds } = event;
    const slot = this.slots.get(job_id);
    this.slots.delete(job_id);
    if (slot !== undefined) this.setWorker(slot, { file: null, stage: null, since_seconds: this.elapsed });
    live.jobs = {
      ...live.jobs,
      succeeded: live.jobs.succeeded + (error === null ? 1 : 0),
      failed: live.jobs.failed + (error === null ? 0 : 1),
    };
    live.cpu_seconds += cpu_seconds;
    live.wall_seconds += wall_seconds;
    for (const [name, cost] of Object.entries(event.stages)) {
      const stage = name as StageName;
      const sum = live.stages[stage] ?? { jobs: 0, cpu_seconds: 0, wall_seconds: 0 };
      live.stages[stage] = {
        jobs: sum.jobs + 1,
        cpu_seconds: sum.cpu_seconds + cost.cpu_seconds,
        wall_seconds: sum.wall_seconds + cost.wall_seconds,
      };
    }
    live.recent = [{ job_id, file, cpu_seconds, wall_seconds, failed: error !== null }, ...live.recent].slice(0, KEPT_RECENT);
    if (error !== null) live.failures = [...live.failures, { job_id, file, error }].slice(-KEPT_FAILURES);
  }

  private keepSignals(signals: readonly Signal[]): void {
    const time_seconds = this.elapsed;
    const values = Object.fromEntries(signals.map(({ name, value }) => [name, value]));
    this.live.signals = [...this.live.signals, { time_seconds, values }].slice(-KEPT_SIGNALS);
  }

  private setWorker(slot: number, state: Omit<LiveRun['workers'][number], 'slot'>): void {
    const others = this.live.workers.filter((worker) => worker.slot !== slot);
    this.live.workers = [...others, { ...state, slot }].sort((one, other) => one.slot - other.slot);
  }
}
