/**
 * A run as `run --json` and `show --json` print it, read from the store.
 */

import { checkInvariants, type Invariant } from '../analysis/invariants.ts';
import type { Baseline } from '../contract/baseline.ts';
import type { RunOutcome } from '../contract/engine-messages.ts';
import { type Environment, environmentSchema } from '../contract/environment.ts';
import { plural, pluralForm } from '../contract/plural.ts';
import type { JobRecord, Json, JsonObject, RunState, RunSummary, RunWarning } from '../contract/run.ts';
import { cpuMicroseconds, isStage } from '../contract/spans.ts';
import type { StageName } from '../contract/stages.ts';
import { cpuEfficiency, toSeconds } from '../contract/units.ts';
import { ownerIsAlive } from '../engine/owner.ts';
import { stateNow } from '../engine/run-state.ts';
import { totalKeptAccuracy } from '../engine/score.ts';
import { openStore, type Store } from '../store/store.ts';
import { exitCodes } from './exit.ts';
import { codeOfHeld, heldAgainst, heldInWords } from './held-against.ts';
import { junitOfRun } from './junit/of-run.ts';
import { type JunitOption, writeJunit } from './junit/write-junit.ts';
import type { CommonOptions } from './options.ts';
import { alarm, print, printAside, printJson, shortId } from './output.ts';
import { printAndWrite } from './print-and-write.ts';
import { printDocuments, printRun } from './print-run.ts';

/** So many documents are listed one by one; the database holds all. */
const LISTED_DOCUMENTS = 1000;

export interface DocumentResult {
  readonly number: number;
  readonly job_id: string;
  readonly file: string;
  readonly status: JobRecord['state'];
  readonly error: { readonly code: string; readonly message: string; readonly stage: string | null } | null;
  readonly temperature: string | null;
  readonly path: string | null;
  readonly cpu_seconds: number | null;
  readonly wall_seconds: number | null;
  readonly accuracy: Json;
}

/** Means over the documents in which the stage ran. */
export interface StageResult {
  readonly cpu_seconds: number;
  readonly wall_seconds: number;
  readonly cpu_efficiency: number;
}

export interface RunResult extends Omit<RunSummary, 'stages'> {
  readonly run_id: string;
  readonly state: RunState;
  readonly stages: Readonly<Partial<Record<StageName, StageResult>>>;
  readonly invariants: readonly Invariant[];
  readonly settings: JsonObject;
  readonly environment: Environment;
  readonly warnings: readonly RunWarning[];
  /** The first ones; the database holds all. */
  readonly documents: readonly DocumentResult[];
  readonly documents_not_listed: number;
  readonly db: string;
}

export function runResult(store: Store, runId: string, listed = LISTED_DOCUMENTS): RunResult {
  const run = store.readRun(runId);
  const { stages, ...summary } = run.summary ?? store.summarise(runId, totalKeptAccuracy(store.accuraciesOf(runId)));
  const environment = environmentSchema.parse(run.environment);
  const invariants = checkInvariants({
    summary: { ...summary, stages },
    gpuLibraries: environment.gpu_libraries,
  });
  const { succeeded, failed, unfinished } = summary.jobs;
  const documents = store.jobsOf(runId, { limit: listed }).map((job) => documentResult(store, job));
  return {
    run_id: runId,
    state: stateNow(run, ownerIsAlive),
    ...summary,
    stages: Object.fromEntries(
      Object.entries(stages).map(([name, { cpu_seconds, wall_seconds }]) => [
        name,
        { cpu_seconds, wall_seconds, cpu_efficiency: cpuEfficiency(cpu_seconds, wall_seconds) },
      ]),
    ),
    invariants,
    settings: run.settings,
    environment,
    warnings: run.warnings,
    documents,
    documents_not_listed: succeeded + failed + unfinished - documents.length,
    db: store.file,
  };
}

function documentResult(store: Store, job: JobRecord): DocumentResult {
  return {
    number: job.sequence + 1,
    job_id: job.id,
    file: job.file,
    status: job.state,
    error: job.error === null ? null : { code: job.error.code, message: job.error.message, stage: job.error.stage },
    temperature: job.temperature,
    path: job.path,
    cpu_seconds: job.total_cpu_seconds ?? failedCpu(store, job),
    wall_seconds: job.total_wall_seconds,
    accuracy: store.resultOf(job.id)?.accuracy ?? null,
  };
}

/** What a failed job burnt stands in its spans only. */
function failedCpu(store: Store, job: JobRecord): number | null {
  if (job.state !== 'failed') return null;
  const stages = store.spansOf(job.id).filter(isStage);
  return toSeconds(stages.reduce((sum, span) => sum + cpuMicroseconds(span), 0));
}

interface FinishOptions extends CommonOptions, JunitOption {
  readonly emit?: string;
}

/** Prints what a command that worked on a run ends with. Returns its exit code. */
export async function finishRun(
  database: string,
  outcome: RunOutcome,
  options: FinishOptions,
  baseline: Baseline | null = null,
): Promise<number> {
  const store = openStore(database, { mode: 'read' });
  try {
    const result = runResult(store, outcome.run_id);
    const name = shortId(outcome.run_id);
    // What was stopped in its midst is not held against anything.
    const held = baseline === null || outcome.state === 'cancelled' ? null : heldAgainst(store, outcome.run_id, baseline);
    const printResult = () => {
      if (options.json) return printJson({ ...result, ...(held === null ? {} : { baseline: held }) });
      // With --emit, stdout belongs to the contracts.
      const hasStdout = options.emit === undefined;
      if (hasStdout) {
        printRun(store.readRun(outcome.run_id), result);
        printDocuments(result);
      }
      if (held !== null) (hasStdout ? print : printAside)(heldInWords(held));
      if (outcome.state === 'cancelled') printAside(stoppedInWords(name, result.jobs.unfinished));
      else if (hasStdout) print(`\nRun ${name} is kept in ${store.file}; \`rbench show ${name}\` shows it again.`);
    };
    await printAndWrite(options.json, printResult, async () => {
      if (options.junit === undefined) return;
      const all = runResult(store, outcome.run_id, Number.MAX_SAFE_INTEGER);
      await writeJunit(options.junit, junitOfRun(store.readRun(outcome.run_id), all, held), store.file);
    });
    if (outcome.state === 'cancelled') return exitCodes.interrupted;
    if (result.jobs.succeeded === 0) return exitCodes.failed;
    return held === null ? exitCodes.done : codeOfHeld[held.verdict];
  } finally {
    store.close();
  }
}

const stoppedInWords = (run: string, left: number): string =>
  `${alarm('Stopped')} with ${plural(left, 'document')} left: \`rbench resume ${run}\` does ${pluralForm(left, 'it', 'them')}.`;
