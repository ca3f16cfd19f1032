/**
 * By how much a share of a whole corpus changed, such as wrong characters of all characters, between two readings of the same
 * documents. The interval is over documents drawn again, so one document that went wrong does not speak for the others.
 */
import { percentileBounds } from './bootstrap.ts';
import { seededDraw } from './seeded.ts';

const RESAMPLES = 1000;
/** An interval over fewer would be too narrow. */
export const FEWEST_DOCUMENTS = 6;

/** Of one document. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

export interface PairedShare {
  readonly before: Share;
  readonly after: Share;
}

export interface ShareChange {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Null under `FEWEST_DOCUMENTS`, or where the documents hold nothing. */
export function shareChange(documents: readonly PairedShare[], seed: number): ShareChange | null {
  const paired = documents.map(({ before, after }) => ({
    more: after.part - before.part,
    whole: (after.whole + before.whole) / 2,
  }));
  const whole = paired.reduce((total, each) => total + each.whole, 0);
  if (paired.length < FEWEST_DOCUMENTS || whole === 0) return null;
  const draw = seededDraw(seed, 'invariants');
  const resampled: number[] = [];
  for (let row = 0; row < RESAMPLES; row += 1) {
    let more = 0;
    let over = 0;
    for (let drawn = 0; drawn < paired.length; drawn += 1) {
      const each = paired[draw(paired.length)];
      more += each?.more ?? 0;
      over += each?.whole ?? 0;
    }
    if (over > 0) resampled.push(more / over);
  }
  const bounds = percentileBounds(resampled);
  return bounds === null ? null : { ...bounds, estimate: paired.reduce((total, each) => total + each.more, 0) / whole };
}

/** `+1.20 points (+0.40 to +2.10)`. */
export function inPoints({ estimate, low, high }: ShareChange): string {
  const signed = (share: number): string => `${share > 0 ? '+' : ''}${(share * 100).toFixed(2)}`;
  return `${signed(estimate)} points (${signed(low)} to ${signed(high)})`;
}
