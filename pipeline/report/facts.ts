/**
 * What a report is made of, read from the store: the facts of its decision, and beside them every job, the environment and the
 * books of the worker processes. Nothing of the moment in which it is read, so that the same runs give the same report.
 */
import { totalAccuracy } from '../analysis/accuracy-total.ts';
import { decide } from '../analysis/decision/decide.ts';
import type { Decision } from '../analysis/decision/decision.ts';
import { type LoadResult, loadResult } from '../analysis/load/result.ts';
import { type JobAccuracy, jobAccuracySchema, type RunAccuracy } from '../contract/accuracy.ts';
import type { CapacityFacts, CapacityOf } from '../contract/capacity.ts';
import type { Criteria } from '../contract/criteria.ts';
import { type Environment, environmentSchema } from '../contract/environment.ts';
import { BenchError } from '../contract/errors.ts';
import type { LoadFacts } from '../contract/load.ts';
import { type CpuMetricsRow, defaultPathMix, type JobState } from '../contract/run.ts';
import type { Simulation } from '../contract/simulation.ts';
import { cpuMicroseconds } from '../contract/spans.ts';
import type { ProcessingPath, StageName, Temperature } from '../contract/stages.ts';
import { type Bytes, type Seconds, toSeconds } from '../contract/units.ts';
import { readCapacityFacts } from '../export/capacity/read-facts.ts';
import { readLoadFacts } from '../export/load/read-load.ts';
import { readMeasured } from '../export/load/read-measured.ts';
import { PREDICTED_USERS } from '../simulate/predictions.ts';
import { simulateRun } from '../simulate/project.ts';
import type { StoredSample } from '../store/read-samples.ts';
import type { Store } from '../store/store.ts';

/** Of the machine that the report is about. */
export const PRODUCTION_CORES = 16;

export interface ReportJob {
  readonly job: string;
  readonly file: string;
  /** The same for the same content; else for the same place. */
  readonly document: string;
  readonly bytes: Bytes;
  readonly state: JobState;
  readonly temperature: Temperature | null;
  readonly path: ProcessingPath | null;
  readonly stages: Readonly<Partial<Record<StageName, { readonly cpu_seconds: Seconds; readonly wall_seconds: Seconds }>>>;
  /** Null unless it succeeded. */
  readonly metrics: CpuMetricsRow | null;
  readonly accuracy: JobAccuracy | null;
}

/** CPU of the worker processes, as they measured it and as the operating system accounts it. */
export interface WorkerBooks {
  /** Those of which both are known. */
  readonly workers: number;
  readonly inside: Seconds;
  readonly system: Seconds;
  readonly startup: Seconds;
  readonly between_jobs: Seconds;
}

export interface ReportFacts {
  /** Of the bench. */
  readonly version: string;
  /** When the last of the runs began, ISO 8601. */
  readonly date: string;
  readonly capacity: CapacityFacts;
  readonly criteria: Criteria;
  readonly decision: Decision;
  readonly environment: Environment;
  /** In the order of the runs and of their jobs. */
  readonly jobs: readonly ReportJob[];
  readonly accuracy: RunAccuracy | null;
  readonly books: WorkerBooks | null;
  /** The latest load test of the database, of whatever runs; null where none was made. */
  readonly load: LoadMeasured | null;
}

export interface LoadMeasured {
  readonly facts: LoadFacts;
  readonly result: LoadResult;
  /** 100 users on the machine of the test and on that of production; null where its jobs cannot feed a model. */
  readonly simulation: Simulation | null;
}

/** @throws BenchError `run.not_found`, `capacity.*`, `store.*` */
export function readReportFacts(store: Store, of: CapacityOf, criteria: Criteria, version: string): ReportFacts {
  const capacity = readCapacityFacts(store, of);
  const runs = capacity.of.runs;
  const jobs = runs.flatMap((run) => readJobs(store, run, of.side));
  const [first = ''] = runs;
  return {
    version,
    date:
      capacity.runs
        .map(({ created_at }) => created_at)
        .toSorted()
        .at(-1) ?? '',
    capacity,
    criteria,
    decision: decide(capacity, criteria),
    environment: environmentSchema.parse(store.readRun(first).environment),
    jobs,
    accuracy: totalAccuracy(jobs.flatMap(({ accuracy }) => accuracy ?? [])),
    // The workers of a comparison are not told apart by side.
    books: of.side === null ? readBooks(store, runs) : null,
    load: readLoad(store),
  };
}

function readLoad(store: Store): LoadMeasured | null {
  const run = store.latestLoadTest();
  if (run === null) return null;
  const facts = readLoadFacts(store, run);
  return { facts, result: loadResult(facts), simulation: simulated(store, facts) };
}

/** Enough for intervals, and a second or two for a report. */
const SEEDS = 100;

function simulated(store: Store, { run, cores, settings, plan }: LoadFacts): Simulation | null {
  try {
    const measured = readMeasured(store, run);
    const scenarios = [
      { cores, workers: settings.workers },
      { cores: PRODUCTION_CORES, workers: Math.max(1, Math.floor(PRODUCTION_CORES / settings['ocr.threads'])) },
    ];
    return simulateRun(
      measured,
      scenarios.map((machine) => ({
        ...machine,
        users: PREDICTED_USERS,
        documents_per_user: 5,
        profile: 'burst',
        queue_limit: plan.limits.max_queue,
        fast_share: defaultPathMix.fast,
      })),
      { seed: 1, seeds: SEEDS },
    );
  } catch (thrown) {
    if (BenchError.wrap(thrown).code === 'simulate.nothing_measured') return null;
    throw thrown;
  }
}

function readJobs(store: Store, run: string, side: string | null): ReportJob[] {
  const documents = new Map(store.documentsOf(run).map((document) => [document.id, document]));
  const metrics = new Map<string, CpuMetricsRow>();
  for (const row of store.metricsOf(run)) metrics.set(row.job_id, row);
  return store
    .samplesOf(run)
    .filter((sample) => side === null || sample.side === side)
    .map((sample) => {
      const document = documents.get(sample.document_id);
      return {
        job: sample.job,
        file: document?.file ?? '',
        document: document?.sha256 ?? `${document?.root}/${document?.file}`,
        bytes: document?.bytes ?? 0,
        state: sample.state,
        temperature: sample.temperature,
        path: sample.path,
        stages: stagesOf(sample),
        metrics: metrics.get(sample.job) ?? null,
        accuracy: sample.accuracy === null ? null : jobAccuracySchema.parse(JSON.parse(sample.accuracy)),
      };
    });
}

const stagesOf = ({ stages }: StoredSample): ReportJob['stages'] =>
  Object.fromEntries(
    Object.entries(stages).map(([stage, { cpu_us, wall_us }]) => [
      stage,
      { cpu_seconds: toSeconds(cpu_us), wall_seconds: toSeconds(wall_us) },
    ]),
  );

function readBooks(store: Store, runs: readonly string[]): WorkerBooks | null {
  const kept = runs.flatMap((run) => store.workersOf(run)).map(({ ledger }) => ledger);
  const whole = kept.flatMap(({ process, system, startup, between_jobs }) =>
    process === null || system === null ? [] : [{ process, system, startup, between_jobs }],
  );
  if (whole.length === 0) return null;
  const sum = (account: 'process' | 'system' | 'startup' | 'between_jobs'): Seconds =>
    toSeconds(whole.reduce((total, ledger) => total + (ledger[account] === null ? 0 : cpuMicroseconds(ledger[account])), 0));
  return {
    workers: whole.length,
    inside: sum('process'),
    system: sum('system'),
    startup: sum('startup'),
    between_jobs: sum('between_jobs'),
  };
}
