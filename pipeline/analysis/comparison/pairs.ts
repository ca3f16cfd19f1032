/**
 * Pass pairs of two sides, and the statistic of each: how much side `x` spent against side `a` in passes that met the same drift.
 *
 * The statistic is the mean over documents of ln(cost of x / cost of a): every document counts alike, whatever it costs. Where a
 * document used nothing on a side that is undefined, and the log ratio of the sums stands for it, in all pairs of that figure.
 * A document counts in a pair where both of its passes read it warm.
 */
import type { SideName } from '../../contract/comparison.ts';
import type { Figure, PassCosts } from './costs.ts';
import type { ComparisonSamples } from './samples.ts';

export interface PassPair {
  readonly x: PassCosts;
  readonly a: PassCosts;
}

type Design = ComparisonSamples['design'];

/** Interleaved passes pair within a half of a block; runs that were made apart pair in their order. */
export function pairPasses(passes: readonly PassCosts[], x: SideName, a: SideName, design: Design): PassPair[] {
  const ofA = Map.groupBy(
    passes.filter(({ side }) => side === a),
    (pass) => meetingOf(pass, design),
  );
  return passes
    .filter(({ side }) => side === x)
    .flatMap((pass): PassPair[] => {
      const partner = ofA.get(meetingOf(pass, design))?.shift();
      return partner === undefined ? [] : [{ x: pass, a: partner }];
    });
}

const meetingOf = ({ block, half }: PassCosts, design: Design): string => (design === 'stored' ? 'any' : `${block}/${half}`);

/** Costs of one pair; a document that does not count has 0 in `counts`, and 0 as its costs. */
export interface PairedColumns {
  readonly x: Float64Array;
  readonly a: Float64Array;
  readonly counts: Uint8Array;
}

export type NoStatistic =
  /** No document was read warm by both passes of any pair. */
  | 'no_pairs'
  | 'neither_used_any'
  | 'only_x_used_any'
  | 'only_a_used_any'
  /** Of one side, some passes used none and others did. */
  | 'not_in_every_pass';

export interface PairStatistics {
  readonly statistic: 'log_ratio' | 'ratio_of_sums';
  readonly columns: readonly PairedColumns[];
  /** Logarithms, one for each pair. */
  readonly values: readonly number[];
}

export function pairStatistics(pairs: readonly PassPair[], figure: Figure): PairStatistics | NoStatistic {
  const columns = pairs.map((pair) => pairColumns(pair, figure)).filter(({ counts }) => counts.includes(1));
  if (columns.length === 0) return 'no_pairs';
  const sums = columns.map(({ x, a }) => ({ x: sum(x), a: sum(a) }));
  const xUsed = sums.some(({ x }) => x > 0);
  const aUsed = sums.some(({ a }) => a > 0);
  if (!xUsed && !aUsed) return 'neither_used_any';
  if (!aUsed) return 'only_x_used_any';
  if (!xUsed) return 'only_a_used_any';
  if (sums.some(({ x, a }) => x === 0 || a === 0)) return 'not_in_every_pass';
  const everywhere = columns.every(({ x, a, counts }) => counts.every((one, index) => one === 0 || (x[index] && a[index])));
  return everywhere
    ? { statistic: 'log_ratio', columns, values: columns.map(meanLogRatio) }
    : { statistic: 'ratio_of_sums', columns, values: sums.map(({ x, a }) => Math.log(x / a)) };
}

function pairColumns({ x, a }: PassPair, figure: Figure): PairedColumns {
  const ofX = x.column(figure);
  const ofA = a.column(figure);
  const counts = new Uint8Array(ofX.length);
  for (const index of counts.keys()) {
    const both = (ofX[index] ?? Number.NaN) + (ofA[index] ?? Number.NaN);
    counts[index] = Number.isNaN(both) ? 0 : 1;
  }
  const counted = (costs: Float64Array): Float64Array => costs.map((cost, index) => (counts[index] === 1 ? cost : 0));
  return { x: counted(ofX), a: counted(ofA), counts };
}

function meanLogRatio({ x, a, counts }: PairedColumns): number {
  let total = 0;
  let documents = 0;
  for (const [index, counted] of counts.entries()) {
    if (counted === 0) continue;
    total += Math.log((x[index] ?? 1) / (a[index] ?? 1));
    documents += 1;
  }
  return total / documents;
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
