/**
 * What a comparison would find and take, before it is begun.
 */

import type { ComparePlan, PlanOutlook } from '../contract/comparison.ts';
import { plural } from '../contract/plural.ts';
import { settingDifferences } from '../contract/settings.ts';
import { faint, heading, percent, print } from './output.ts';

const noiseFrom = {
  this_comparison: 'as seen in this comparison',
  this_machine: 'as comparisons with itself showed on this machine',
  assumed: 'assumed: `rbench compare --same` measures it on this machine',
} as const;

export function printOutlook(plan: ComparePlan, outlook: PlanOutlook): void {
  const { detectable, passes, order, documents, jobs, seconds } = outlook;
  const labels = settingDifferences(plan.sides.map(({ settings }) => settings));
  print(
    heading(`Plan: ${plan.sides.length} sides, ${plural(passes, 'pass', 'passes')} through ${plural(documents, 'document')}`),
  );
  for (const [index, { name, code }] of plan.sides.entries())
    print(`  ${name}  ${labels[index] || 'the same settings'}${code === undefined ? '' : `, code of ${code.name}`}`);
  print(faint(`  order of passes: ${order.join(' ')} (seed ${plan.seed})`));
  print(
    `  finds a difference of ${percent(detectable.mde)} in four of five tries; noise of a pair of passes ${percent(detectable.pair_noise)}, ${noiseFrom[detectable.noise_from]}`,
  );
  print(`  ${plural(jobs, 'document')} in all${seconds === null ? '' : `, about ${Math.max(1, Math.ceil(seconds / 60))} min`}\n`);
}
