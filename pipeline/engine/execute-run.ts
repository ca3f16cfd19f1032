/**
 * Works on the jobs of a run until none is left: hands them to a worker pool, go after go, keeps each end in the store before it tells
 * anybody, and closes the run with its summary and warnings.
 *
 * Holds: a job that was told to be finished is on the disk; a cancelled run keeps its unfinished jobs queued; when the store
 * fails, the run stops at once, and what was kept stays; whoever called releases it.
 */
import type { RunOutcome } from '../contract/engine-messages.ts';
import type { JsonObject } from '../contract/run.ts';
import type { Signal } from '../contract/signals.ts';
import { cpuMicroseconds } from '../contract/spans.ts';
import type { Warning } from '../contract/warnings.ts';
import { processCpu, subtractCpu } from '../measure/cpu.ts';
import { NoiseMonitor } from '../measure/noise.ts';
import type { Go } from './goes.ts';
import { type EngineContext, type RunAtHand, RunProgress } from './run-progress.ts';
import { runWarnings } from './run-warnings.ts';
import { totalKeptAccuracy } from './score.ts';
import { codeError, workerEntryOf } from './side-code.ts';
import { type QueueState, sampleSignals } from './signals.ts';
import { listOf, runPool } from './worker-pool.ts';

/** What is done between a run's beginning and its end. */
export interface RunWork {
  /** Worker processes at once, at most. */
  readonly workers: number;
  /** Where documents wait that this process does not hand out itself. */
  readonly queue?: () => QueueState;
  /** What is read each second beside the machine and the queue. */
  readonly signals?: (read: readonly Signal[]) => readonly Omit<Signal, 'time_us'>[];
  do(at: { readonly progress: RunProgress; readonly stop: AbortSignal }): Promise<void>;
}

/** Works through the goes of a run that are left to do. */
export function executeRun(context: EngineContext, run: RunAtHand, signal: AbortSignal): Promise<RunOutcome> {
  return conductRun(context, run, signal, {
    workers: Math.max(1, ...run.goes.map(({ settings }) => settings.workers)),
    async do({ progress, stop }) {
      for (const go of run.goes) {
        if (stop.aborted) break;
        if (go.pass !== null) context.emit({ event: 'pass_began', ...go.pass });
        await runGo({ context, run, go, progress, stop });
      }
    },
  });
}

/** Reads the signals while the work is done, and closes the run. */
export async function conductRun(
  context: EngineContext,
  run: RunAtHand,
  signal: AbortSignal,
  work: RunWork,
): Promise<RunOutcome> {
  const { store } = context;
  const monitor = new NoiseMonitor(run.environment);
  const cpuAtStart = processCpu();
  const progress = new RunProgress(context, run);
  const sampling = sampleSignals(
    run.clock,
    work.queue ?? (() => progress.queue),
    (signals) => {
      store.recordSignals(run.id, signals);
      context.emit({ event: 'signals', signals: [...signals] });
    },
    work.signals,
  );
  try {
    await work.do({ progress, stop: AbortSignal.any([signal, sampling.failed]) });
    sampling.failed.throwIfAborted();
  } finally {
    sampling.stop();
  }
  const { warnings: noise, steal } = monitor.finish(
    progress.workerCpuUs + cpuMicroseconds(subtractCpu(processCpu(), cpuAtStart)),
  );
  store.keepEnvironment(run.id, { ...progress.environment, steal } as JsonObject);
  // Sides of a comparison are not to be mixed: each has an accuracy of its own.
  const accuracy = run.kind === 'compare' ? null : totalKeptAccuracy(store.accuraciesOf(run.id));
  const summary = store.summarise(run.id, accuracy);
  const warnings = distinct([
    ...run.warnings,
    ...progress.warnings,
    ...noise,
    ...runWarnings({
      isSample: run.kind === 'run',
      workers: work.workers,
      cores: run.environment.cores,
      summary,
      ledgers: store.workersOf(run.id),
      busyStages: progress.busyStages,
    }),
  ]);
  // What a load test has not sent yet is no job.
  const isStopped = summary.jobs.unfinished > 0 || (run.kind === 'load' && signal.aborted);
  const state = isStopped ? 'cancelled' : 'completed';
  store.runEnded(run.id, { state, summary, warnings });
  return { run_id: run.id, state, summary, warnings };
}

interface GoAtHand {
  readonly context: EngineContext;
  readonly run: RunAtHand;
  readonly go: Go;
  readonly progress: RunProgress;
  readonly stop: AbortSignal;
}

function runGo({ context, run, go, progress, stop }: GoAtHand): Promise<void> {
  const jobs = go.jobs.map((job) => ({ id: job.id, key: job.file, etag: run.documents.get(job.document_id)?.etag ?? null }));
  return runPool(listOf(jobs.slice(go.warmUps)), {
    firsts: jobs.slice(0, go.warmUps),
    start: {
      host: context.hosts.choose(go.settings.host),
      entry: go.code === null ? context.workerEntry : workerEntryOf(go.code.folder),
      configure: {
        kind: 'configure',
        settings: go.settings,
        origin_us: run.clock.originUs,
        source_root: go.sourceRoot,
        result_root: run.resultRoot,
        emit_contract: run.emitContract,
      },
      onLine: (line) => progress.contracts.lineWritten(line),
    },
    size: go.settings.workers,
    timeoutSeconds: go.settings['job.timeout'],
    signal: stop,
    events: progress,
  }).catch((thrown: unknown) => {
    throw go.code === null ? thrown : codeError(thrown, go.code.folder);
  });
}

/** A resumed run may bring the same warning twice; the later one stands. */
const distinct = (warnings: readonly Warning[]): Warning[] => [...new Map(warnings.map((each) => [each.code, each])).values()];
