/**
 * Where on a slider a value stands, and which value stands at a place. Amounts that span decades are spread by their logarithm.
 * A value beyond the ends stands at the end: more may be typed than can be slid to.
 */
export interface SliderScale {
  readonly min: number;
  readonly max: number;
  /** Smallest change. */
  readonly step: number;
  readonly spread: 'even' | 'logarithmic';
}

/** A slider has so many places. */
export const PLACES = 1000;
const SIGNIFICANT_DIGITS = 3;

export function placeOnSlider({ min, max, spread }: SliderScale, value: number): number {
  const within = Math.min(max, Math.max(min, value));
  const share = spread === 'even' ? (within - min) / (max - min) : Math.log(within / min) / Math.log(max / min);
  return Math.round(share * PLACES);
}

/** `from`: the value now. An arrow key moves by one place, which must not be rounded away. */
export function valueOnSlider(scale: SliderScale, place: number, from: number): number {
  const { min, max, step, spread } = scale;
  const share = place / PLACES;
  const exact =
    spread === 'even' ? min + share * (max - min) : Number((min * (max / min) ** share).toPrecision(SIGNIFICANT_DIGITS));
  const value = onStep(scale, exact);
  const direction = Math.sign(place - placeOnSlider(scale, from));
  return value === from || Math.sign(value - from) === -direction ? onStep(scale, from + direction * step) : value;
}

function onStep({ min, max, step }: SliderScale, value: number): number {
  const stepped = Math.round(value / step) * step;
  // 0.07 × 100 is 7.000000000000001.
  return Number(Math.min(max, Math.max(min, stepped)).toFixed(6));
}
