/**
 * Keeps and tells what happens to the jobs and workers of one run. What is told was kept before.
 */
import type { EngineEvent } from '../contract/engine-messages.ts';
import type { Environment } from '../contract/environment.ts';
import type { ErrorInfo } from '../contract/errors.ts';
import type { MetricsContract } from '../contract/metrics.ts';
import type { DocumentRecord, JobRecord, JsonObject, RunKind } from '../contract/run.ts';
import type { StageName } from '../contract/stages.ts';
import type { Microseconds } from '../contract/units.ts';
import { type Warning, warning } from '../contract/warnings.ts';
import type { JobReport } from '../contract/worker-messages.ts';
import type { WritableStore } from '../store/store.ts';
import { failureContract } from '../worker/contract-of.ts';
import { clearResults } from './clear-results.ts';
import { ContractRelay } from './contract-relay.ts';
import type { Go } from './goes.ts';
import { failedJob, finishedJob } from './job-records.ts';
import type { RunClock } from './run-clock.ts';
import { accuracyOf } from './score.ts';
import type { WorkerHosts } from './worker-hosts.ts';
import type { PoolEvents } from './worker-pool.ts';
import type { JobAssignment, JobOutcome, WorkerEnd } from './worker-process.ts';

export interface EngineContext {
  readonly store: WritableStore;
  readonly hosts: WorkerHosts;
  readonly workerEntry: URL;
  readonly generatorEntry: URL;
  readonly emit: (event: EngineEvent) => void;
}

export interface RunAtHand {
  readonly id: string;
  readonly kind: RunKind;
  readonly clock: RunClock;
  readonly goes: readonly Go[];
  readonly environment: Environment;
  readonly resultRoot: string;
  readonly jobs: readonly JobRecord[];
  readonly documents: ReadonlyMap<number, DocumentRecord>;
  /** Known before the first job. */
  readonly warnings: readonly Warning[];
  readonly emitContract: boolean;
  /** Told of each job that ended, after it was kept. */
  readonly onKept?: (contract: MetricsContract) => void;
}

interface KeptEnd {
  readonly contract: MetricsContract;
  readonly error: ErrorInfo | null;
}

/** What must be known of a job to keep its end. */
export type KnownJob = Pick<JobRecord, 'id' | 'file' | 'side' | 'document_id'>;

export class RunProgress implements PoolEvents {
  /** CPU of the workers that ended, children included, as the system last accounted it. */
  workerCpuUs: Microseconds = 0;
  /** Stages whose threads did not come to rest. */
  busyStages = 0;
  readonly warnings: Warning[] = [];
  /** The run's environment, with what the workers told of engine and model. */
  environment: Environment;
  readonly contracts: ContractRelay;
  private readonly running = new Set<string>();
  private ended = 0;
  private readonly sidesKnown = new Set<string>();
  private readonly slots = new Map<string, number>();
  private readonly records: Map<string, KnownJob>;
  /** Process ids of the workers that live. */
  readonly workerPids = new Map<string, number>();
  private readonly context: EngineContext;
  private readonly run: RunAtHand;

  constructor(context: EngineContext, run: RunAtHand) {
    this.context = context;
    this.run = run;
    this.environment = run.environment;
    this.contracts = new ContractRelay((contract) => context.emit({ event: 'contract', contract }));
    this.records = new Map(run.jobs.map((job) => [job.id, job]));
  }

  get queue() {
    return { queued: this.records.size - this.ended - this.running.size, inFlight: this.running.size };
  }

  /** One that came while the run was at work. */
  jobAdded(job: KnownJob): void {
    this.records.set(job.id, job);
  }

  /** @param host of a worker on another machine, or of another process of this one that shares its queue */
  workerStarted(
    { id, slot, pid }: { readonly id: string; readonly slot: number; readonly pid: number },
    host: string | null = null,
  ): void {
    this.slots.set(id, slot);
    if (host === null) this.workerPids.set(id, pid);
    this.context.store.workerStarted({ id, run_id: this.run.id, slot, pid, started_us: this.run.clock.now(), host });
  }

  workerEnded(id: string, { ledger, account, lastSeenUs, reason }: WorkerEnd): void {
    this.workerCpuUs += lastSeenUs;
    this.workerPids.delete(id);
    this.context.store.workerEnded({
      id,
      ended_us: this.run.clock.now(),
      exit_reason: reason,
      ledger: {
        startup: ledger?.start_up ?? null,
        between_jobs: ledger?.between_jobs ?? null,
        in_jobs: ledger?.in_jobs ?? null,
        process: ledger?.process ?? null,
        system: account?.own ?? null,
        children: account?.children ?? null,
      },
    });
  }

  jobStarted(job: JobAssignment, workerId: string, startedUs: Microseconds = this.run.clock.now()): void {
    this.context.store.jobStarted({ job_id: job.id, worker_id: workerId, started_us: startedUs });
    this.running.add(job.id);
    this.context.emit({ event: 'job_started', job_id: job.id, file: this.fileOf(job), slot: this.slots.get(workerId) ?? 0 });
  }

  stageBegan(job: JobAssignment, stage: StageName): void {
    this.context.emit({ event: 'stage_began', job_id: job.id, stage });
  }

  /** One that was given up may not have begun. */
  jobEnded(job: JobAssignment, outcome: JobOutcome): void {
    const { contract, error } = outcome.kind === 'reported' ? this.keepReport(job, outcome.report) : this.keepLost(job, outcome);
    const { metrics } = contract;
    if (error !== null) void clearResults(this.run.resultRoot, [job.id]);
    if (this.run.emitContract && outcome.kind === 'reported') this.contracts.jobKept(job.id);
    this.running.delete(job.id);
    this.ended++;
    this.context.emit({
      event: 'job_ended',
      job_id: job.id,
      file: this.fileOf(job),
      error,
      cpu_seconds: metrics.total_cpu_seconds,
      wall_seconds: metrics.total_wall_seconds,
      // Optional stages are absent, not undefined: the contract was parsed.
      stages: metrics.stages as Extract<EngineEvent, { event: 'job_ended' }>['stages'],
    });
    this.run.onKept?.(contract);
  }

  /** As a person knows it; the worker may know it by another name. */
  private fileOf(job: JobAssignment): string {
    return this.records.get(job.id)?.file ?? job.key;
  }

  private keepReport(job: JobAssignment, report: JobReport): KeptEnd {
    const { store } = this.context;
    const { contract } = report;
    const endedUs = report.started_us + report.wall_us;
    this.busyStages += report.busy_stages.length;
    const record = this.records.get(job.id);
    this.keepRuntime(record?.side ?? 'a', report);
    if (contract.status === 'FAILED') {
      const error: ErrorInfo = { code: contract.error.code, message: contract.error.message, details: {} };
      store.jobFailed(failedJob(report, contract, endedUs, error));
      return { contract, error };
    }
    const document = this.run.documents.get(record?.document_id ?? 0);
    store.jobFinished(finishedJob(report, contract, endedUs, accuracyOf(document?.truth ?? null, contract.result)));
    return { contract, error: null };
  }

  private keepLost(job: JobAssignment, { error, stage, temperature, spans }: Extract<JobOutcome, { kind: 'lost' }>): KeptEnd {
    this.context.store.jobFailed({
      job_id: job.id,
      ended_us: this.run.clock.now(),
      error: { ...error.toInfo(), stage },
      temperature,
      path: null,
      unattributed: null,
      spans,
    });
    // The worker cannot write this one's contract any more.
    const contract = failureContract(job.id, spans, temperature, { error, stage, path: null });
    if (this.run.emitContract) this.contracts.jobLost(contract);
    return { contract, error: error.toInfo() };
  }

  /** Engine and model are known when the first job of a side has loaded them; a resumed run keeps what it began with. */
  private keepRuntime(side: string, { versions, gpu_libraries }: JobReport): void {
    if (this.sidesKnown.has(side)) return;
    this.sidesKnown.add(side);
    const known = this.environment;
    const changed = Object.keys(versions).filter(
      (name) => known.versions[name] !== undefined && known.versions[name] !== versions[name],
    );
    if (changed.length > 0) this.warnings.push(warning('environment.changed', { what: changed.join(', ') }));
    this.environment = {
      ...known,
      gpu_libraries: [...new Set([...(known.gpu_libraries ?? []), ...gpu_libraries])],
      versions: { ...versions, ...known.versions },
      side_versions: { ...known.side_versions, [side]: versions },
    };
    this.context.store.keepEnvironment(this.run.id, this.environment as JsonObject);
  }
}
