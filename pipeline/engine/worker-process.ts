/**
 * One worker process as the engine sees it: started, given one job at a time, closed. Its CPU is read from outside too, so
 * that a job whose worker died still leaves a trace of what it burnt.
 */
import { randomUUID } from 'node:crypto';
import { BenchError, reasonOf } from '../contract/errors.ts';
import { cpuMicroseconds, type Span } from '../contract/spans.ts';
import type { StageName, Temperature } from '../contract/stages.ts';
import type { Microseconds } from '../contract/units.ts';
import {
  type JobReport,
  type LifetimeCpu,
  type WorkerCommand,
  type WorkerReport,
  workerReportSchema,
} from '../contract/worker-messages.ts';
import { type ProcessAccount, readProcessAccount } from '../measure/proc-stat.ts';
import type { HostedProcess, ProcessHost } from '../process/host.ts';
import { LostJobTrace } from './lost-job-trace.ts';

/** A process that says nothing for so long is not going to. */
const START_LIMIT_MS = 60_000;
const CLOSE_LIMIT_MS = 15_000;

export interface JobAssignment {
  readonly id: string;
  readonly key: string;
  readonly etag?: string | null;
}

export type JobOutcome =
  | { readonly kind: 'reported'; readonly report: JobReport }
  /** The worker is gone; `spans` are what was seen of the job from outside. */
  | {
      readonly kind: 'lost';
      readonly error: BenchError;
      readonly spans: readonly Span[];
      readonly stage: StageName | null;
      readonly temperature: Temperature;
    };

export interface WorkerEnd {
  readonly ledger: LifetimeCpu | null;
  /** As the system accounts the process, read while it still lived; null where it died or the system does not tell. */
  readonly account: ProcessAccount | null;
  /** CPU, children included, when it was last looked at: what is known of one that died. */
  readonly lastSeenUs: Microseconds;
  readonly reason: string;
}

export interface WorkerStart {
  readonly host: ProcessHost;
  readonly entry: URL;
  readonly configure: Extract<WorkerCommand, { kind: 'configure' }>;
  readonly onLine: (line: string) => void;
}

export class WorkerProcess {
  readonly id = randomUUID();
  /** Resolves with the reason when the process is gone. */
  readonly exited: Promise<string>;
  private readonly process: HostedProcess;
  private readonly originUs: number;
  private listener: (report: WorkerReport) => void = () => undefined;
  private endReason: string | null = null;
  private jobsGiven = 0;
  private lastAccount: ProcessAccount | null = null;

  private constructor({ host, entry, configure, onLine }: WorkerStart) {
    this.originUs = configure.origin_us;
    let leave: (reason: string) => void = () => undefined;
    this.exited = new Promise((resolve) => {
      leave = resolve;
    });
    this.process = host.start(entry, {
      message: (message) => this.receive(message),
      line: onLine,
      exit: (reason) => {
        this.endReason ??= reason;
        leave(this.endReason);
      },
    });
  }

  /** @throws BenchError `worker.start_failed` */
  static async start(start: WorkerStart): Promise<WorkerProcess> {
    const worker = new WorkerProcess(start);
    const ready = worker.next((report) => report.kind === 'ready');
    worker.post(start.configure);
    const reason = await within(START_LIMIT_MS, Promise.race([ready.then(() => null), worker.exited]), 'it did not answer');
    if (reason === null) return worker;
    worker.kill();
    throw new BenchError('worker.start_failed', { reason });
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  get alive(): boolean {
    return this.endReason === null;
  }

  async run(job: JobAssignment, timeoutSeconds: number, onStage: (stage: StageName) => void): Promise<JobOutcome> {
    const trace = new LostJobTrace(() => this.readAccount(), this.originUs);
    const reported = this.next((report) => {
      if (report.kind === 'stage' && report.job_id === job.id) {
        trace.stageBegan(report.stage);
        onStage(report.stage);
      }
      return report.kind === 'finished' && report.job_id === job.id;
    });
    const temperature = this.jobsGiven++ === 0 ? 'cold' : 'warm';
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      trace.sample();
      this.kill();
    }, timeoutSeconds * 1000);
    this.post({ kind: 'job', job_id: job.id, key: job.key, etag: job.etag ?? null });
    try {
      const end = await Promise.race([reported, this.exited]);
      if (typeof end !== 'string' && end.kind === 'finished') return { kind: 'reported', report: end };
      const error = timedOut
        ? new BenchError('job.timeout', { file: job.key, seconds: timeoutSeconds })
        : new BenchError('worker.died', { file: job.key, reason: String(end) });
      return { kind: 'lost', error, spans: trace.finish(), stage: trace.runningStage, temperature };
    } finally {
      clearTimeout(timer);
      trace.stop();
    }
  }

  /** Lets the worker close its engine, reads what the system accounts to it, and lets it go. */
  async close(): Promise<WorkerEnd> {
    const farewell = this.next((report) => report.kind === 'farewell');
    this.post({ kind: 'close' });
    const end = await within(CLOSE_LIMIT_MS, Promise.race([farewell, this.exited]), 'it did not close');
    if (typeof end === 'string' || end.kind !== 'farewell') {
      this.kill();
      return this.lost(this.endReason ?? String(end));
    }
    const account = this.readAccount();
    this.post({ kind: 'exit' });
    await within(CLOSE_LIMIT_MS, this.exited, 'it did not exit');
    this.kill();
    return { ledger: end.ledger, account, lastSeenUs: this.lastSeenUs, reason: 'finished' };
  }

  /** The end of a worker that was killed or died. */
  async gone(): Promise<WorkerEnd> {
    this.kill();
    return this.lost(await this.exited);
  }

  private lost(reason: string): WorkerEnd {
    return { ledger: null, account: null, lastSeenUs: this.lastSeenUs, reason };
  }

  private get lastSeenUs(): Microseconds {
    return this.lastAccount === null ? 0 : cpuMicroseconds(this.lastAccount.own) + cpuMicroseconds(this.lastAccount.children);
  }

  private readAccount(): ProcessAccount | null {
    const account = this.pid === undefined ? null : readProcessAccount(this.pid);
    if (account === null || account.zombie) return null;
    this.lastAccount = account;
    return account;
  }

  kill(): void {
    if (this.alive) this.process.kill();
  }

  private post(command: WorkerCommand): void {
    this.process.post(command);
  }

  /** The next report for which `wanted` holds; earlier ones are only shown to it. */
  private next(wanted: (report: WorkerReport) => boolean): Promise<WorkerReport> {
    return new Promise((resolve) => {
      this.listener = (report) => {
        if (wanted(report)) resolve(report);
      };
    });
  }

  private receive(message: unknown): void {
    const report = workerReportSchema.safeParse(message);
    if (report.success) {
      this.listener(report.data);
      return;
    }
    this.endReason = `it sent a message that does not fit the contract: ${reasonOf(report.error)}`;
    this.process.kill();
  }
}

/** The promise's value, or `otherwise` after so many milliseconds. */
async function within<T>(milliseconds: number, promise: Promise<T>, otherwise: string): Promise<T | string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
