/**
 * What a planned comparison would find, and take: said before it is begun.
 */
import { detectable } from '../../analysis/comparison/detectable.ts';
import { planPasses } from '../../analysis/comparison/plan.ts';
import { estimateFrom } from '../../analysis/estimate.ts';
import { type ComparePlan, type PlanOutlook, warmUpsOf } from '../../contract/comparison.ts';
import type { Environment } from '../../contract/environment.ts';
import type { JsonObject, RunRecord } from '../../contract/run.ts';
import type { Settings } from '../../contract/settings.ts';
import type { Store } from '../../store/store.ts';
import { readMachineNoise } from './machine-noise.ts';

/** Among so many past runs the estimate looks for the most similar one. */
const RUNS_TO_COMPARE = 50;

export interface OutlookOf {
  /** Null before the first run. */
  readonly store: Store | null;
  readonly plan: ComparePlan;
  readonly documents: number;
  /** Of this machine as it is now; its process host is the last run's where the plan leaves it open. */
  readonly environment: Environment;
}

export function planOutlook({ store, plan, documents, environment }: OutlookOf): PlanOutlook {
  const [latest] = store?.listRuns({ limit: 1 }) ?? [];
  const asked = plan.sides[0]?.settings.host ?? 'auto';
  const usual = latest === undefined ? environment.host : (store?.readRun(latest.id).environment.host ?? environment.host);
  const here = { ...environment, host: asked === 'auto' ? usual : asked };
  const noise = store === null ? null : readMachineNoise(store, here as JsonObject, null);
  const passes = planPasses(plan);
  return {
    detectable: detectable({
      pairs: plan.blocks * 2,
      ...(noise === null
        ? { pairNoise: null, noiseFrom: 'assumed' }
        : { pairNoise: noise.pair_noise[plan.metric], noiseFrom: 'this_machine' }),
    }),
    passes: passes.length,
    order: passes.map(({ side }) => side),
    documents,
    jobs: plan.sides.reduce((sum, { settings }) => sum + plan.blocks * 2 * (documents + warmUpsOf(settings, documents)), 0),
    seconds: secondsOf(store, plan, documents),
  };
}

/** Null unless a past run tells of every side. */
function secondsOf(store: Store | null, plan: ComparePlan, documents: number): number | null {
  const runs = (store?.listRuns({ limit: RUNS_TO_COMPARE }) ?? [])
    .filter(({ kind, state }) => kind === 'run' && state === 'completed')
    .map(({ id }): RunRecord | undefined => store?.readRun(id))
    .filter((run) => run !== undefined);
  const ofSides = plan.sides.map(({ settings }) => secondsOfPass(runs, settings, documents));
  return ofSides.some((seconds) => seconds === null)
    ? null
    : ofSides.reduce<number>((sum, seconds) => sum + (seconds ?? 0) * plan.blocks * 2, 0);
}

/** A worker's first document is read twice: once to warm it up. */
function secondsOfPass(runs: readonly RunRecord[], settings: Settings, documents: number): number | null {
  const estimate = estimateFrom(runs, settings);
  if (estimate === null) return null;
  return estimate.wall_seconds_per_document * (Math.ceil(documents / settings.workers) + 1);
}
