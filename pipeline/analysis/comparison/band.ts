/** Where the measured saving lies against the one that the source report expects of a preset. */
import type { Contrast, Effect } from '../../contract/comparison.ts';
import { type Preset, presetNamed } from '../../contract/presets.ts';
import { change, percent, range, rangeOfChange } from './words.ts';

type Band = NonNullable<Contrast['band']>;
type Expected = Preset['expected'];

/**
 * Null where there is no such preset.
 * @param cpu of the side with the optimisation against the one without
 * @param stands false where the figures prove nothing: a plan cut short, a broken invariant, a machine that moved
 */
export function bandOf(preset: string | null, cpu: Effect, stands: boolean): Band | null {
  const expected = preset === null ? undefined : presetNamed(preset)?.expected;
  if (expected === undefined) return null;
  const position = stands ? positionOf(cpu, expected) : 'cannot_tell';
  return { ...expected, position, sentence: sentenceOf(cpu, position, expected, stands) };
}

function positionOf({ ratio, pairs }: Effect, { low, high }: Expected): Band['position'] {
  if (ratio === null || pairs < 2) return 'cannot_tell';
  const least = 1 - ratio.high;
  const most = 1 - ratio.low;
  if (most < low) return 'below';
  if (least > high) return 'above';
  return least >= low && most <= high ? 'within' : 'cannot_tell';
}

function sentenceOf({ ratio, pairs }: Effect, position: Band['position'], { low, high }: Expected, stands: boolean): string {
  const band = `the ${Math.round(low * 100)}–${percent(high)} the report expects`;
  if (ratio === null) return `No saving could be measured against ${band}.`;
  const saved =
    ratio.estimate < 1 ? `Saves ${change(ratio.estimate).replace(' less', '')}` : `Saves nothing, uses ${change(ratio.estimate)}`;
  if (pairs < 2) return `${saved} in one pass pair, which cannot be held against ${band}.`;
  const interval = `${saved} (${ratio.estimate < 1 ? range(ratio) : rangeOfChange(ratio)})`;
  if (!stands) return `${interval}, which does not stand and is not held against ${band}.`;
  return position === 'cannot_tell'
    ? `${interval}: the interval reaches over an edge of ${band}.`
    : `${interval}, ${position} ${band}.`;
}
