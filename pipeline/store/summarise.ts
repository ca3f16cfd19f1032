/**
 * Computes a run's summary from its jobs: SQL sums, then means. It reads every span of the run, so it is called when the run
 * ends and its answer is kept; only a run without a kept summary is computed when shown.
 */
import { defaultPathMix, type Json, type PathMix, type RunSummary } from '../contract/run.ts';
import type { ProcessingPath, StageName, Temperature } from '../contract/stages.ts';
import { stageNames } from '../contract/stages.ts';
import { toSeconds } from '../contract/units.ts';
import type { Connection } from './connection.ts';
import type { JobCounts } from './read-jobs.ts';

interface Group {
  readonly temperature: Temperature;
  readonly path: ProcessingPath | null;
  readonly jobs: number;
  readonly cpu_seconds: number;
  readonly wall_seconds: number;
}

interface StageSums {
  readonly state: 'succeeded' | 'failed';
  readonly stage: StageName;
  readonly jobs: number;
  readonly cpu_us: number;
  readonly wall_us: number;
}

const groupsSql = `SELECT m.execution_temperature AS temperature, m.processing_path AS path, count(*) AS jobs,
  sum(m.total_cpu_seconds) AS cpu_seconds, sum(m.total_wall_seconds) AS wall_seconds
  FROM jobs AS j JOIN cpu_metrics AS m ON m.job_id = j.id WHERE j.run_id = ? GROUP BY 1, 2`;

/** Parts are inside their stage, so only the stages themselves are summed. */
const stagesSql = `SELECT j.state, s.stage, count(*) AS jobs, sum(s.user_us + s.system_us) AS cpu_us, sum(s.wall_us) AS wall_us
  FROM jobs AS j JOIN stage_spans AS s ON s.job_id = j.id WHERE j.run_id = ? AND s.part = '' GROUP BY 1, 2`;

const unattributedSql = `SELECT coalesce(sum(unattributed_user_us + unattributed_system_us), 0) AS cpu_us
  FROM jobs WHERE run_id = ?`;

const missingFieldsSql = `SELECT count(*) AS jobs FROM jobs AS j JOIN job_results AS r ON r.job_id = j.id
  WHERE j.run_id = ? AND json_array_length(r.document, '$.missing') > 0`;

export function summarise(
  connection: Connection,
  runId: string,
  counts: JobCounts,
  accuracy: Json,
  mix: PathMix = defaultPathMix,
): RunSummary {
  const groups = connection.statement<Group>(groupsSql).all([runId]);
  const stages = connection.statement<StageSums>(stagesSql).all([runId]);
  const unattributed = connection.statement<{ cpu_us: number }>(unattributedSql).get([runId])?.cpu_us ?? 0;

  const fast = meanCpu(groups.filter((group) => group.path === 'fast'));
  const standard = meanCpu(groups.filter((group) => group.path === 'standard'));
  const cold = groups.filter((group) => group.temperature === 'cold');
  const warm = groups.filter((group) => group.temperature === 'warm');
  const allCpu = sum(stages.map((stage) => stage.cpu_us)) + unattributed;
  const failed = stages.filter((stage) => stage.state === 'failed');

  return {
    jobs: { succeeded: counts.succeeded, failed: counts.failed, unfinished: counts.queued + counts.running },
    cpu_per_doc: { fast, standard, weighted: weighted(fast, standard, mix) },
    wall_per_doc: ratio(sum(groups.map((group) => group.wall_seconds)), jobsIn(groups)),
    stages: meansByStage(stages.filter((stage) => stage.state === 'succeeded')),
    cold_jobs: jobsIn(cold),
    temperatures: {
      cold: { jobs: jobsIn(cold), cpu_seconds: meanCpu(cold) },
      warm: { jobs: jobsIn(warm), cpu_seconds: meanCpu(warm) },
    },
    unattributed_ratio: ratio(unattributed, allCpu),
    failed_work: { jobs: counts.failed, cpu_seconds: toSeconds(sum(failed.map((stage) => stage.cpu_us))) },
    jobs_missing_fields: connection.statement<{ jobs: number }>(missingFieldsSql).get([runId])?.jobs ?? 0,
    accuracy,
  };
}

function meansByStage(sums: readonly StageSums[]): RunSummary['stages'] {
  const means: RunSummary['stages'] = {};
  // In the pipeline's order, whatever order the rows came in.
  for (const name of stageNames) {
    const stage = sums.find((candidate) => candidate.stage === name);
    if (stage === undefined) continue;
    const total_cpu_seconds = toSeconds(stage.cpu_us);
    const total_wall_seconds = toSeconds(stage.wall_us);
    means[name] = {
      jobs: stage.jobs,
      cpu_seconds: total_cpu_seconds / stage.jobs,
      wall_seconds: total_wall_seconds / stage.jobs,
      total_cpu_seconds,
      total_wall_seconds,
    };
  }
  return means;
}

/** A mix is of both paths: without one of them the answer would be about other documents. */
function weighted(fast: number | null, standard: number | null, mix: PathMix): number | null {
  return fast === null || standard === null ? null : fast * mix.fast + standard * mix.standard;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
const jobsIn = (groups: readonly Group[]): number => sum(groups.map((group) => group.jobs));
const meanCpu = (groups: readonly Group[]): number | null => ratio(sum(groups.map((group) => group.cpu_seconds)), jobsIn(groups));
