/**
 * Works on the jobs of a run until none is left: hands them to a worker pool, go after go, keeps each end in the store before it tells
 * anybody, and closes the run with its summary and warnings.
 *
 * Holds: a job that was told to be finished is on the disk; a cancelled run keeps its unfinished jobs queued; when the store
 * fails, the run stops at once, and what was kept stays.
 */
import type { RunOutcome } from '../contract/engine-messages.ts';
import type { JsonObject } from '../contract/run.ts';
import { cpuMicroseconds } from '../contract/spans.ts';
import type { Warning } from '../contract/warnings.ts';
import { processCpu, subtractCpu } from '../measure/cpu.ts';
import { NoiseMonitor } from '../measure/noise.ts';
import type { WritableStore } from '../store/store.ts';
import type { Go } from './goes.ts';
import { type EngineContext, type RunAtHand, RunProgress } from './run-progress.ts';
import { runWarnings } from './run-warnings.ts';
import { totalKeptAccuracy } from './score.ts';
import { sampleSignals } from './signals.ts';
import { listOf, runPool } from './worker-pool.ts';

export async function executeRun(context: EngineContext, run: RunAtHand, signal: AbortSignal): Promise<RunOutcome> {
  const { store } = context;
  const monitor = new NoiseMonitor(run.environment);
  const cpuAtStart = processCpu();
  const progress = new RunProgress(context, run);
  const sampling = sampleSignals(
    run.clock,
    () => progress.queue,
    (signals) => {
      store.recordSignals(run.id, signals);
      context.emit({ event: 'signals', signals: [...signals] });
    },
  );
  try {
    const stop = AbortSignal.any([signal, sampling.failed]);
    for (const go of run.goes) {
      if (stop.aborted) break;
      if (go.pass !== null) context.emit({ event: 'pass_began', ...go.pass });
      await runGo({ context, run, go, progress, stop });
    }
    sampling.failed.throwIfAborted();
  } catch (thrown) {
    giveUp(store, run.id);
    throw thrown;
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
      workers: Math.max(...run.goes.map(({ settings }) => settings.workers)),
      cores: run.environment.cores,
      summary,
      ledgers: store.workersOf(run.id),
      busyStages: progress.busyStages,
    }),
  ]);
  const state = summary.jobs.unfinished > 0 ? 'cancelled' : 'completed';
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
  const jobs = go.jobs.map((job) => ({ id: job.id, key: job.file }));
  return runPool(listOf(jobs.slice(go.warmUps)), {
    firsts: jobs.slice(0, go.warmUps),
    start: {
      host: context.hosts.choose(go.settings.host),
      entry: context.workerEntry,
      configure: {
        kind: 'configure',
        settings: go.settings,
        origin_us: run.clock.originUs,
        source_root: run.sourceRoot,
        result_root: run.resultRoot,
        emit_contract: run.emitContract,
      },
      onLine: (line) => progress.contracts.lineWritten(line),
    },
    size: go.settings.workers,
    timeoutSeconds: go.settings['job.timeout'],
    signal: stop,
    events: progress,
  });
}

/** The run reads `interrupted` and can be resumed. The file itself may be what failed; then a later process finds the owner dead. */
function giveUp(store: WritableStore, runId: string): void {
  try {
    store.releaseRun(runId);
  } catch {
    // What made the run fail is told already.
  }
}

/** A resumed run may bring the same warning twice; the later one stands. */
const distinct = (warnings: readonly Warning[]): Warning[] => [...new Map(warnings.map((each) => [each.code, each])).values()];
