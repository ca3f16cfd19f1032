/**
 * The two-sample Kolmogorov–Smirnov test. Its p comes from seeded permutations, which hold with ties and with few values; above
 * `MOST_PERMUTED` values, from the limit of Kolmogorov's distribution, which is as good there and takes no time.
 */
import { seededDraw } from '../comparison/seeded.ts';

const PERMUTATIONS = 2000;
const MOST_PERMUTED = 4000;
const SEED = 1;

export interface DistributionsCompared {
  /** Largest distance between the two cumulative shares. */
  readonly distance: number;
  readonly p: number;
  readonly by: 'permutation' | 'limit';
}

/** Neither may be empty. The same values give the same p. */
export function kolmogorovSmirnov(one: readonly number[], other: readonly number[]): DistributionsCompared {
  const pooled = [...one.map((value) => ({ value, mine: true })), ...other.map((value) => ({ value, mine: false }))].sort(
    (a, b) => a.value - b.value,
  );
  const ends = Uint8Array.from(pooled, ({ value }, place) => (pooled[place + 1]?.value === value ? 0 : 1));
  const mine = Uint8Array.from(pooled, (each) => (each.mine ? 1 : 0));
  const sizes = { one: one.length, other: other.length };
  const observed = furthest(mine, ends, sizes);
  const distance = observed / (one.length * other.length);
  if (pooled.length > MOST_PERMUTED) return { distance, p: limitP(distance, sizes), by: 'limit' };
  return { distance, p: permutedP(observed, ends, sizes), by: 'permutation' };
}

interface Sizes {
  readonly one: number;
  readonly other: number;
}

/** The distance times both sizes: a whole number, so that equal distances are equal. */
function furthest(mine: Uint8Array, ends: Uint8Array, { one, other }: Sizes): number {
  let distance = 0;
  let most = 0;
  for (let place = 0; place < mine.length; place += 1) {
    distance += mine[place] === 1 ? other : -one;
    if (ends[place] === 1 && Math.abs(distance) > most) most = Math.abs(distance);
  }
  return most;
}

function permutedP(observed: number, ends: Uint8Array, sizes: Sizes): number {
  const all = sizes.one + sizes.other;
  const draw = seededDraw(SEED, 'drift', sizes.one, sizes.other);
  const places = Uint16Array.from(ends, (_, place) => place);
  // Which of the two is drawn makes no difference to the distance; the smaller one takes fewer draws.
  const drawn = Math.min(sizes.one, sizes.other);
  const dealt = { one: drawn, other: all - drawn };
  const mine = new Uint8Array(all);
  let asFar = 0;
  for (let round = 0; round < PERMUTATIONS; round += 1) {
    mine.fill(0);
    for (let index = 0; index < drawn; index += 1) {
      const from = index + draw(all - index);
      const place = places[from] ?? 0;
      places[from] = places[index] ?? 0;
      places[index] = place;
      mine[place] = 1;
    }
    if (furthest(mine, ends, dealt) >= observed) asFar += 1;
  }
  return (1 + asFar) / (1 + PERMUTATIONS);
}

/** Kolmogorov's limit with Stephens' correction for finite samples (Journal of the Royal Statistical Society B 32, 1970). */
function limitP(distance: number, { one, other }: Sizes): number {
  const root = Math.sqrt((one * other) / (one + other));
  const scaled = (root + 0.12 + 0.11 / root) * distance;
  // Below, the series does not settle, and its value is 1 to many digits.
  if (scaled < 0.2) return 1;
  let p = 0;
  for (let term = 1; term <= 100; term += 1) p += (term % 2 === 1 ? 2 : -2) * Math.exp(-2 * (term * scaled) ** 2);
  return Math.min(1, Math.max(0, p));
}
