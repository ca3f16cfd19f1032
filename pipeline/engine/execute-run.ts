/**
 * Works on the jobs of a run until none is left: hands them to the worker pool, keeps each end in the store before it tells
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
import { type EngineContext, type RunAtHand, RunProgress } from './run-progress.ts';
import { runWarnings } from './run-warnings.ts';
import { totalAccuracy } from './score.ts';
import { sampleSignals } from './signals.ts';
import { runPool } from './worker-pool.ts';

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
    await runPool(
      run.jobs.map((job) => ({ id: job.id, key: job.file })),
      {
        start: {
          host: run.host,
          entry: context.workerEntry,
          configure: {
            kind: 'configure',
            settings: run.settings,
            origin_us: run.clock.originUs,
            source_root: run.sourceRoot,
            result_root: run.resultRoot,
            emit_contract: run.emitContract,
          },
          onLine: (line) => progress.contracts.lineWritten(line),
        },
        size: run.settings.workers,
        timeoutSeconds: run.settings['job.timeout'],
        signal: AbortSignal.any([signal, sampling.failed]),
        events: progress,
      },
    );
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
  const summary = store.summarise(run.id, totalAccuracy(store.accuraciesOf(run.id)));
  const warnings = distinct([
    ...run.warnings,
    ...progress.warnings,
    ...noise,
    ...runWarnings({
      workers: run.settings.workers,
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
