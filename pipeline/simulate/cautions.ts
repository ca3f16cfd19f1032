/** Where a projection leaves what was measured, in sentences. */
import { plural, pluralForm } from '../contract/plural.ts';
import type { MeasuredRun, OutsideRange, ScenarioWish, Validation } from '../contract/simulation.ts';
import { hidesThreads, isContended, MUCH_BACKGROUND } from './model.ts';

const GOALS = { makespan: 0.1, p95: 0.15 } as const;
/** Fewer say little of how much documents differ. */
const FEW_JOBS = 20;

const paths = ['fast', 'standard'] as const;

/** In which respects nothing was measured that the scenario asks for. */
export function outsideOf(run: MeasuredRun, { cores, workers, fast_share }: ScenarioWish): OutsideRange[] {
  const unmeasured = paths.filter((path) => {
    const share = path === 'fast' ? fast_share : 1 - fast_share;
    return share > 0 && !run.jobs.some((job) => !job.failed && job.path === path);
  });
  return [
    ...(cores > run.cores ? (['cores'] as const) : []),
    ...(workers > run.workers ? (['workers'] as const) : []),
    ...(cores > run.cores && hidesThreads(run) ? (['threads'] as const) : []),
    ...unmeasured.map((path) => `${path}_path` as const),
  ];
}

export function cautionsOf(run: MeasuredRun, scenario: ScenarioWish, { makespan, p95 }: Validation['run']): string[] {
  const outside = outsideOf(run, scenario);
  const percent = (error: number) => `${(Math.abs(error) * 100).toFixed(0)} %`;
  const cautions: string[] = [];
  if (outside.includes('cores'))
    cautions.push(
      `${plural(scenario.cores, 'core')} ${pluralForm(scenario.cores, 'was', 'were')} not measured, ${run.cores} ${pluralForm(run.cores, 'was', 'were')}: whether memory and shared caches keep up with more is not known.`,
    );
  if (outside.includes('threads'))
    cautions.push(
      `${plural(run.workers, 'worker')} of ${plural(run.threads, 'thread')} ${pluralForm(run.workers, 'was', 'were')} measured on ${plural(run.cores, 'core')}, so how many threads a document keeps busy on more was not seen: it may be done sooner.`,
    );
  if (scenario.workers > scenario.cores)
    cautions.push(
      `${plural(scenario.workers, 'worker')} on ${plural(scenario.cores, 'core')}: they share cores, and what that costs in caches is not known.`,
    );
  if (scenario.workers > 1 && !isContended(run))
    cautions.push(
      'The run kept few of its cores busy, and documents cost more CPU when all are. Feed it with a run or load test that fills the machine.',
    );
  for (const path of paths) {
    if (outside.includes(`${path}_path`))
      cautions.push(`No document of the ${path} path was measured; those of the other stand for them.`);
  }
  const failed = run.jobs.filter((job) => job.failed).length;
  if (failed > 0)
    cautions.push(
      `${failed} of ${plural(run.jobs.length, 'document')} failed and ${pluralForm(failed, 'is', 'are')} left out: here all are read to their end.`,
    );
  if (run.jobs.length < FEW_JOBS)
    cautions.push(`Only ${plural(run.jobs.length, 'document')} ${pluralForm(run.jobs.length, 'was', 'were')} measured.`);
  const background = run.background_cores ?? 0;
  if (background > MUCH_BACKGROUND * run.cores)
    cautions.push(
      `Others kept ${background.toFixed(1)} of ${plural(run.cores, 'core')} busy while the workers were at work, and a projection has nobody beside them.`,
    );
  if (Math.abs(makespan.error) > GOALS.makespan)
    cautions.push(`The model missed the makespan of the measured run by ${percent(makespan.error)}; the goal is 10 %.`);
  if (p95 !== null && Math.abs(p95.error) > GOALS.p95)
    cautions.push(`The model missed the p95 of the measured run by ${percent(p95.error)}; the goal is 15 %.`);
  return cautions;
}
