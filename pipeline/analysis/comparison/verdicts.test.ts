import { describe, expect, test } from 'vitest';
import { judge } from './verdicts.ts';

/**
 * Intervals drawn on the scale of the ratio, a character for half a percent: `<` and `>` its ends, `x` the estimate, `|` no difference, the bound
 * of 2 % at `(` and `)`; where two fall together, the interval is drawn in the second row only.
 */
const scale = '..............(...|...)..............';
const zero = scale.indexOf('|');
const STEP = 0.005;

function drawn(picture: string): { mean: number; low: number; high: number } {
  const at = (mark: string): number => Math.log1p((picture.indexOf(mark) - zero) * STEP);
  return { low: at('<'), mean: at('x'), high: at('>') };
}

function verdictOf(picture: string, more: { pHolm?: number; bootstrap?: { low: number; high: number } } = {}) {
  return judge({
    interval: { ...drawn(picture), standardDeviation: 0.01, pairs: 10 },
    bootstrap: more.bootstrap ?? null,
    pHolm: more.pHolm ?? 0.001,
    familySize: 14,
    materiality: 0.02,
  });
}

describe('a verdict', () => {
  //    '..............(...|...)..............'
  test.each([
    ['   <---x--->                          ', 'faster', 'the whole of it below the bound'],
    ['        <----x--->                    ', 'faster', 'it reaches into the bound, the estimate does not'],
    ['          <----x->                    ', 'cannot_tell', 'the estimate just within the bound, the interval not'],
    ['                    <---x----->       ', 'slower', 'the mirror'],
    ['                         <---x--->    ', 'slower', 'the whole of it above the bound'],
    ['               <--x-->                ', 'equivalent', 'within the bound on both sides of no difference'],
    ['               <x->                   ', 'equivalent', 'within the bound, on the side of no difference'],
    ['                   <x->               ', 'equivalent', 'within the bound, though it excludes no difference'],
    ['         <-------x----->              ', 'cannot_tell', 'over no difference and out of the bound'],
    ['  <----------------x---------------->  ', 'cannot_tell', 'much too wide'],
    ['                   <-x--->            ', 'cannot_tell', 'more, but perhaps not by what counts'],
  ])('of %s is %s: %s', (picture, verdict) => expect(verdictOf(picture).verdict).toBe(verdict));

  test('says which condition failed', () => {
    expect(verdictOf('         <-------x----->').reason).toContain('too wide');
    expect(verdictOf('                   <-x--->').reason).toContain('may be less than the 2 %');
    expect(verdictOf('   <---x--->', { pHolm: 0.06 })).toEqual({
      verdict: 'cannot_tell',
      reason: 'Among 14 comparisons, one like this may be chance.',
    });
  });

  test('says when a few documents carry it', () => {
    expect(verdictOf('   <---x--->', { bootstrap: { low: -0.1, high: 0.01 } })).toMatchObject({
      verdict: 'faster',
      reason: expect.stringContaining('a few documents carry it'),
    });
    expect(verdictOf('   <---x--->', { bootstrap: { low: -0.1, high: -0.01 } }).reason).not.toContain('few documents');
  });
});
