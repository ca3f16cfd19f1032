/** The axis of CPU seconds per document that a policy's bands and an estimate lie on. Pure. */

export interface BandsAxis {
  readonly min: number;
  readonly max: number;
  readonly type: 'value' | 'log';
}

/** Beyond so many times the last limit the bands would be one spot on an even axis. */
const EVEN_UP_TO = 4;
const BEYOND = 1.3;

/**
 * @param limits upper ends of the bands, ascending, above 0
 * @param reached what the estimate and its interval reach; empty when nothing was measured
 */
export function bandsAxis(limits: readonly number[], reached: readonly number[]): BandsAxis {
  const [first = 1, last = first] = [limits[0], limits.at(-1)];
  const farthest = Math.max(last, ...reached);
  if (farthest <= last * EVEN_UP_TO) return { min: 0, max: farthest * BEYOND, type: 'value' };
  return { min: Math.min(first, ...reached) / 2, max: farthest * BEYOND * BEYOND, type: 'log' };
}

/** From 0 to 1 along the axis; what lies beyond an end is at the end. */
export function shareOf({ min, max, type }: BandsAxis, value: number): number {
  const share = type === 'value' ? (value - min) / (max - min) : Math.log(Math.max(value, min) / min) / Math.log(max / min);
  return Math.min(1, Math.max(0, share));
}
