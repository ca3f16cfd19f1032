/** What a side did to each document: the ratio of its seconds to those of side `a`, and which documents moved most. */
import type { ComparedDocument, CompareMetric, Comparison, SideName } from '../../../pipeline/contract/comparison.ts';
import { quantile, sortedOf } from '../../charts/distribution.ts';

type SideDocument = ComparedDocument['sides'][number];

export interface DocumentMove {
  /** Place among the comparison's documents. */
  readonly place: number;
  readonly file: string;
  readonly a: SideDocument;
  readonly b: SideDocument;
  /** Mean seconds over warm passes; null where the side did not read it warm. */
  readonly secondsA: number | null;
  readonly secondsB: number | null;
  /** Null without seconds on both sides. */
  readonly ratio: number | null;
}

const secondsOf = (document: SideDocument, metric: CompareMetric): number | null =>
  metric === 'cpu' ? document.cpu_seconds : document.wall_seconds;

/** Farthest from 1 first, half as far as double; what has no ratio last, in the order of the comparison. */
export function documentMoves(comparison: Comparison, side: SideName, metric: CompareMetric): DocumentMove[] {
  const at = comparison.sides.findIndex(({ name }) => name === side);
  const moves = comparison.documents.flatMap(({ file, sides }, place): DocumentMove[] => {
    const [a, b] = [sides[0], sides[at]];
    if (a === undefined || b === undefined) return [];
    const [secondsA, secondsB] = [secondsOf(a, metric), secondsOf(b, metric)];
    const ratio = secondsA !== null && secondsB !== null && secondsA > 0 && secondsB > 0 ? secondsB / secondsA : null;
    return [{ place, file, a, b, secondsA, secondsB, ratio }];
  });
  const distance = ({ ratio }: DocumentMove): number => (ratio === null ? -1 : Math.abs(Math.log(ratio)));
  return moves.toSorted((one, other) => distance(other) - distance(one) || one.place - other.place);
}

export interface RatioSpread {
  readonly documents: number;
  /** Shares of the documents below, within and above the band of what does not matter. */
  readonly less: number;
  readonly alike: number;
  readonly more: number;
  readonly p10: number;
  readonly median: number;
  readonly p90: number;
}

/** Null where no document has a ratio. */
export function spreadOfRatios(moves: readonly DocumentMove[], materiality: number): RatioSpread | null {
  const ratios = sortedOf(moves.flatMap(({ ratio }) => ratio ?? []));
  if (ratios.length === 0) return null;
  const less = ratios.filter((ratio) => ratio < 1 - materiality).length;
  const more = ratios.filter((ratio) => ratio > 1 + materiality).length;
  return {
    documents: ratios.length,
    less: less / ratios.length,
    alike: (ratios.length - less - more) / ratios.length,
    more: more / ratios.length,
    p10: quantile(ratios, 0.1),
    median: quantile(ratios, 0.5),
    p90: quantile(ratios, 0.9),
  };
}
