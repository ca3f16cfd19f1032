/**
 * The goes of a run: stretches of jobs that are worked on one after another, each by worker processes of its own with settings
 * of its own. A plain run has one; a comparison has one for each pass.
 */

import { planPasses } from '../analysis/comparison/plan.ts';
import { keptComparePlanSchema, type SideCode, type SideName } from '../contract/comparison.ts';
import type { JobRecord, RunRecord } from '../contract/run.ts';
import { parseSettings, type Settings } from '../contract/settings.ts';

export interface Go {
  readonly settings: Settings;
  /** Where its documents are read from. */
  readonly sourceRoot: string;
  /** Whose code its worker processes run; null: this version's. */
  readonly code: SideCode | null;
  readonly jobs: readonly JobRecord[];
  /** Of a comparison: which pass it is, from 1; null of a plain run. */
  readonly pass: { readonly number: number; readonly of: number; readonly side: SideName } | null;
  /**
   * So many of the first jobs only warm the workers up: each worker's first job is one of them. What a resume finds undone of
   * them is fewer.
   */
  readonly warmUps: number;
}

/**
 * The goes that are left to do. Documents of a load test lie in two places: those that it knew, and those that others sent.
 * @param rootOf where the document of a job lies
 */
export function goesOf(
  run: Pick<RunRecord, 'kind' | 'plan' | 'settings'>,
  unfinished: readonly JobRecord[],
  rootOf: (job: JobRecord) => string,
): Go[] {
  if (run.kind !== 'compare') {
    const settings = parseSettings(run.settings);
    const byRoot = [...Map.groupBy(unfinished, rootOf)];
    return byRoot.map(([sourceRoot, jobs]) => ({ settings, sourceRoot, code: null, jobs, pass: null, warmUps: 0 }));
  }
  const { comparison } = keptComparePlanSchema.parse(run.plan);
  const passes = planPasses(comparison);
  return passes.flatMap(({ side, number }) => {
    const jobs = unfinished.filter((job) => job.pass === number);
    const of = comparison.sides.find(({ name }) => name === side);
    const [first] = jobs;
    if (first === undefined || of === undefined) return [];
    const pass = { number: number + 1, of: passes.length, side };
    const { settings, code = null } = of;
    return [{ settings, sourceRoot: rootOf(first), code, jobs, pass, warmUps: countWarmUps(jobs) }];
  });
}

/** Warm-ups stand first, and their documents come again later in the pass. */
function countWarmUps(jobs: readonly JobRecord[]): number {
  const last = new Map(jobs.map((job) => [job.document_id, job.sequence]));
  return jobs.filter((job) => last.get(job.document_id) !== job.sequence).length;
}
