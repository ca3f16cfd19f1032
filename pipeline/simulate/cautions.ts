/** Where a projection leaves what was measured, in sentences. */
import type { MeasuredRun, ScenarioWish, Validation } from '../contract/simulation.ts';
import { isContended } from './model.ts';

export const GOALS = { makespan: 0.1, p95: 0.15 } as const;
/** Fewer say little of how much documents differ. */
const FEW_JOBS = 20;

export function cautionsOf(run: MeasuredRun, scenario: ScenarioWish, { makespan, p95 }: Validation['run']): string[] {
  const of = (path: 'fast' | 'standard') => run.jobs.filter((job) => !job.failed && job.path === path).length;
  const percent = (error: number) => `${(Math.abs(error) * 100).toFixed(0)} %`;
  const cautions: string[] = [];
  if (scenario.cores > run.cores)
    cautions.push(
      `${scenario.cores} cores were not measured, ${run.cores} were: whether memory and shared caches keep up with more is not known.`,
    );
  if (scenario.workers > scenario.cores)
    cautions.push(
      `${scenario.workers} workers on ${scenario.cores} cores: they share cores, and what that costs in caches is not known.`,
    );
  if (scenario.workers > 1 && !isContended(run))
    cautions.push(
      'The run was measured without contention: documents cost more CPU when all cores are busy. Feed it with a load test instead.',
    );
  for (const path of ['fast', 'standard'] as const) {
    const share = path === 'fast' ? scenario.fast_share : 1 - scenario.fast_share;
    if (share > 0 && of(path) === 0)
      cautions.push(`No document of the ${path} path was measured; those of the other stand for them.`);
  }
  if (run.jobs.length < FEW_JOBS) cautions.push(`Only ${run.jobs.length} documents were measured.`);
  if (Math.abs(makespan.error) > GOALS.makespan)
    cautions.push(`The model missed the makespan of the measured run by ${percent(makespan.error)}; the goal is 10 %.`);
  if (p95 !== null && Math.abs(p95.error) > GOALS.p95)
    cautions.push(`The model missed the p95 of the measured run by ${percent(p95.error)}; the goal is 15 %.`);
  return cautions;
}
