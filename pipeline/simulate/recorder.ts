/** Keeps what happens in a simulation: each job's moments, each second's state, and the sums that must add up. */
import type { Seconds } from '../contract/units.ts';
import type { Scenario } from './scenario.ts';

export interface MachineState {
  readonly busyThreads: number;
  readonly waiting: number;
  readonly inFlight: number;
}

/** One value for each second that has begun: counts since the start and the state, both at its end; shares over it. */
export interface Timeline {
  readonly arrived: Float64Array;
  readonly completed: Float64Array;
  readonly failed: Float64Array;
  readonly rejected: Float64Array;
  readonly waiting: Float64Array;
  readonly in_flight: Float64Array;
  /** Share of the cores that worked. */
  readonly cpu: Float64Array;
}

export interface SimulatedRun {
  /** By arrival; NaN where it never came to that. */
  readonly started: Float64Array;
  readonly ended: Float64Array;
  /** By arrival: the job of the workload that it was, -1 where it was rejected. */
  readonly documents: Int32Array;
  readonly outcome: readonly ('completed' | 'failed' | 'rejected')[];
  readonly cold_jobs: number;
  /** When the last job ended. */
  readonly end: Seconds;
  /** Core seconds that were worked, background included. */
  readonly core_seconds: number;
  /** Integral over time of the jobs that wait or are worked on. */
  readonly job_seconds: number;
  /** The longest the queue was at any moment. */
  readonly longest_queue: number;
  readonly timeline: Timeline;
}

const outcomes = ['rejected', 'completed', 'failed'] as const;
const codes = { rejected: 0, completed: 1, failed: 2 } as const;

export class Recorder {
  private readonly startedAt: Float64Array;
  private readonly endedAt: Float64Array;
  private readonly document: Int32Array;
  private readonly outcome: Uint8Array;
  private readonly cores: number;
  private readonly background: number;
  private counts = { arrived: 0, completed: 0, failed: 0, rejected: 0 };
  private coldJobs = 0;
  private coreSeconds = 0;
  private jobSeconds = 0;
  private longestQueue = 0;
  private second = 0;
  private coreSecondsBefore = 0;
  private readonly rows: number[][] = [[], [], [], [], [], [], []];

  constructor({ arrivals, cores, backgroundThreads = 0 }: Scenario) {
    this.startedAt = new Float64Array(arrivals.length).fill(Number.NaN);
    this.endedAt = new Float64Array(arrivals.length).fill(Number.NaN);
    this.document = new Int32Array(arrivals.length).fill(-1);
    this.outcome = new Uint8Array(arrivals.length);
    this.cores = cores;
    this.background = backgroundThreads;
  }

  documentOf = (job: number): number => this.document[job] as number;

  arrived(): void {
    this.counts.arrived += 1;
  }

  rejected(job: number): void {
    this.counts.rejected += 1;
    this.outcome[job] = codes.rejected;
  }

  started(job: number, now: Seconds, document: number, cold: boolean): void {
    this.startedAt[job] = now;
    this.document[job] = document;
    if (cold) this.coldJobs += 1;
  }

  ended(job: number, now: Seconds, failed: boolean): void {
    this.endedAt[job] = now;
    this.outcome[job] = failed ? codes.failed : codes.completed;
    if (failed) this.counts.failed += 1;
    else this.counts.completed += 1;
  }

  /** Nothing changes between the two moments. */
  advance(from: Seconds, to: Seconds, state: MachineState): void {
    const busy = Math.min(this.cores, state.busyThreads + this.background);
    if (state.waiting > this.longestQueue) this.longestQueue = state.waiting;
    let since = from;
    while (this.second + 1 <= to) {
      this.second += 1;
      this.coreSeconds += busy * (this.second - since);
      since = this.second;
      this.endSecond(state, 1);
    }
    this.coreSeconds += busy * (to - since);
    this.jobSeconds += (state.waiting + state.inFlight) * (to - from);
  }

  private endSecond({ waiting, inFlight }: Pick<MachineState, 'waiting' | 'inFlight'>, length: Seconds): void {
    const { arrived, completed, failed, rejected } = this.counts;
    const cpu = (this.coreSeconds - this.coreSecondsBefore) / (this.cores * length);
    this.coreSecondsBefore = this.coreSeconds;
    for (const [column, value] of [arrived, completed, failed, rejected, waiting, inFlight, cpu].entries())
      this.rows[column]?.push(value);
  }

  finish(end: Seconds): SimulatedRun {
    const rest = end - this.second;
    if (rest > 0) this.endSecond({ waiting: 0, inFlight: 0 }, rest);
    const [arrived, completed, failed, rejected, waiting, in_flight, cpu] = this.rows.map((row) => Float64Array.from(row));
    const none = new Float64Array();
    return {
      started: this.startedAt,
      ended: this.endedAt,
      documents: this.document,
      outcome: Array.from(this.outcome, (code) => outcomes[code] ?? 'rejected'),
      cold_jobs: this.coldJobs,
      end,
      core_seconds: this.coreSeconds,
      job_seconds: this.jobSeconds,
      longest_queue: this.longestQueue,
      timeline: {
        arrived: arrived ?? none,
        completed: completed ?? none,
        failed: failed ?? none,
        rejected: rejected ?? none,
        waiting: waiting ?? none,
        in_flight: in_flight ?? none,
        cpu: cpu ?? none,
      },
    };
  }
}
