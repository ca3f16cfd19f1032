/**
 * A comparison as screens and the command line show it: read, and reckoned anew each time.
 */
import { compareSamples } from '../../analysis/comparison/compare.ts';
import { planPasses } from '../../analysis/comparison/plan.ts';
import type { ComparisonSamples } from '../../analysis/comparison/samples.ts';
import { type Comparison, type SideName, sideNames } from '../../contract/comparison.ts';
import { BenchError } from '../../contract/errors.ts';
import type { Compared } from '../../contract/reader-calls.ts';
import type { Timeline } from '../../contract/timeline.ts';
import type { Store } from '../../store/store.ts';
import { readTimeline } from '../timeline.ts';
import { readMachineNoise } from './machine-noise.ts';
import { comparePlanOf, readSamples } from './read-samples.ts';

/** @throws BenchError `run.not_found`, `compare.*`, `store.*` */
export function readComparison(store: Store, of: Compared): { samples: ComparisonSamples; comparison: Comparison } {
  const first = 'run' in of ? of.run : of.sides[0]?.[0];
  if (first === undefined) throw new BenchError('compare.sides', { count: 0 });
  const run = store.readRun(first);
  const noise = readMachineNoise(store, run.environment, first);
  const samples = readSamples(store, of, noise);
  const comparison = compareSamples(samples);
  // What was said of the run itself, such as a noisy machine, holds for what is made of it.
  const ofRun = 'run' in of ? run.warnings.map(({ code, message }) => ({ code, message })) : [];
  return { samples, comparison: { ...comparison, warnings: [...comparison.warnings, ...ofRun] } };
}

/** The spans of one pass of a side, from 0 on; of stored runs, of the side's n-th run. */
export function readPassTimeline(store: Store, of: Compared, side: SideName, pass: number): Timeline {
  if (!('run' in of)) {
    const run = of.sides[sideNames.indexOf(side)]?.[pass];
    if (run === undefined) throw new BenchError('run.not_found', { run: `${pass + 1} of side ${side}` });
    return readTimeline(store, run, 0);
  }
  const plan = comparePlanOf(store.readRun(of.run));
  if (plan === null) throw new BenchError('compare.not_a_comparison', { run: of.run });
  const ofSide = planPasses(plan).filter((each) => each.side === side);
  return readTimeline(store, of.run, ofSide[pass]?.number ?? Number.MAX_SAFE_INTEGER);
}
