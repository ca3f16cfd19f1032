/**
 * The cross-check of the t interval: pass pairs are drawn again, and with them documents. The t interval asks whether the same
 * documents would show it again; this one, whether other documents like these would.
 *
 * Documents are drawn once for all pairs of a resample, because they are the same documents in every pass (crossed factors, the
 * pigeonhole bootstrap of Owen, Annals of Applied Statistics 1, 2007). Draws within each pair by itself would average a single
 * odd document away. Percentile interval.
 */
import type { PairStatistics } from './pairs.ts';
import { type Draw, seededDraw } from './seeded.ts';
import { CONFIDENCE } from './student-t.ts';

export interface LogBounds {
  readonly low: number;
  readonly high: number;
}

/** How often each pair and each document was drawn, a row for each resample. */
interface Drawn {
  readonly pairs: Uint16Array;
  readonly documents: Uint16Array;
}

export type Resampler = (statistics: PairStatistics, resamples: number) => LogBounds | null;

/** Effects of one comparison share their draws: it saves time, and the same data gives the same interval. */
export function makeResampler(seed: number, mostResamples: number): Resampler {
  const known = new Map<string, Drawn>();
  return (statistics, resamples) => {
    const pairs = statistics.columns.length;
    const documents = statistics.columns[0]?.counts.length ?? 0;
    if (pairs < 2 || documents === 0) return null;
    const key = `${pairs}/${documents}`;
    const drawn = known.get(key) ?? {
      pairs: drawCounts(seededDraw(seed, 'pairs', pairs), pairs, mostResamples),
      documents: drawCounts(seededDraw(seed, 'resampled documents', documents), documents, mostResamples),
    };
    known.set(key, drawn);
    return percentileBounds(resampledMeans(statistics, drawn, Math.min(resamples, mostResamples)));
  };
}

function drawCounts(draw: Draw, size: number, resamples: number): Uint16Array {
  const counts = new Uint16Array(size * resamples);
  for (let row = 0; row < resamples; row += 1) {
    for (let drawn = 0; drawn < size; drawn += 1) {
      const index = row * size + draw(size);
      counts[index] = (counts[index] ?? 0) + 1;
    }
  }
  return counts;
}

/**
 * A resample in which no document counts, or one side used nothing, has no mean and is left out. Plain loops over flat arrays:
 * nearly all of a comparison's time is spent here.
 */
function resampledMeans({ statistic, columns }: PairStatistics, drawn: Drawn, resamples: number): number[] {
  const pairs = columns.length;
  const documents = columns[0]?.counts.length ?? 0;
  const isLog = statistic === 'log_ratio';
  const above = new Float64Array(pairs * documents);
  const below = new Float64Array(pairs * documents);
  for (const [pair, { x, a, counts }] of columns.entries()) {
    above.set(isLog ? x.map((cost, index) => (counts[index] === 1 ? Math.log(cost / (a[index] ?? 1)) : 0)) : x, pair * documents);
    below.set(isLog ? counts : a, pair * documents);
  }
  const means: number[] = [];
  for (let row = 0; row < resamples; row += 1) {
    let total = 0;
    let weight = 0;
    for (let pair = 0; pair < pairs; pair += 1) {
      const times = drawn.pairs[row * pairs + pair] ?? 0;
      if (times === 0) continue;
      let dividend = 0;
      let divisor = 0;
      for (let document = 0; document < documents; document += 1) {
        const drawnTimes = drawn.documents[row * documents + document] as number;
        if (drawnTimes === 0) continue;
        dividend += drawnTimes * (above[pair * documents + document] as number);
        divisor += drawnTimes * (below[pair * documents + document] as number);
      }
      const value = isLog ? dividend / divisor : Math.log(dividend / divisor);
      if (!Number.isFinite(value)) continue;
      total += value * times;
      weight += times;
    }
    if (weight > 0) means.push(total / weight);
  }
  return means;
}

/** Fewer say nothing about the edges. */
const FEWEST_RESAMPLES = 100;

export function percentileBounds(values: readonly number[]): LogBounds | null {
  if (values.length < FEWEST_RESAMPLES) return null;
  const sorted = Float64Array.from(values).sort();
  const outside = Math.floor(((1 - CONFIDENCE) / 2) * sorted.length);
  return { low: sorted[outside] ?? 0, high: sorted[sorted.length - 1 - outside] ?? 0 };
}
