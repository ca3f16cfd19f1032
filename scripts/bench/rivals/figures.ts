/**
 * What `bench:rivals` makes of its readings, purely. Documents are drawn again for the intervals, the same draws for all sides, since
 * all sides read the same documents.
 *
 * "At equal or better CER" is taken by the corpus: of our settings whose error rate over all documents is at most the rival's, the one
 * that costs least stands beside it. Ratios are of sums, since a bill is a sum.
 */
import { percentileBounds } from '../../../pipeline/analysis/comparison/bootstrap.ts';
import { seededDraw } from '../../../pipeline/analysis/comparison/seeded.ts';
import type { Interval } from '../../../pipeline/contract/comparison.ts';

export interface SideReading {
  readonly side: string;
  readonly document: string;
  readonly cpu_seconds: number;
  /** The stage alone; of a rival, all of the call. */
  readonly ocr_cpu_seconds: number;
  readonly edits: number;
  readonly characters: number;
}

export interface SideFigures {
  readonly side: string;
  readonly cpu_seconds: Interval;
  readonly ocr_cpu_seconds: Interval;
  readonly cer: Interval;
}

export interface Duel {
  readonly rival: string;
  /** Null: none of ours reads as well. */
  readonly ours: string | null;
  /** Over our whole pipeline, and over our OCR stage; above 1 the rival costs more. */
  readonly ratio: Interval;
  readonly ocr_ratio: Interval;
  /** The same without the start-up that is part of each of its calls. */
  readonly warm_ratio: Interval;
  readonly warm_ocr_ratio: Interval;
  /** Theirs less ours: above 0 ours reads better. */
  readonly cer_gain: Interval;
}

const RESAMPLES = 2000;

type Sums = Pick<SideReading, 'cpu_seconds' | 'ocr_cpu_seconds' | 'edits' | 'characters'> & { readonly documents: number };

export interface Tally {
  /** That all sides have read. */
  readonly documents: number;
  readonly figures: readonly SideFigures[];
  duel(rival: string, ours: readonly string[], startUpSeconds: number): Duel;
}

/** @param readings one of each document by each side; documents that not all sides have read are left out @param seed of the draws */
export function tallyOf(readings: readonly SideReading[], seed: number): Tally {
  const sides = [...new Set(readings.map(({ side }) => side))];
  const documents = [...Map.groupBy(readings, ({ document }) => document)]
    .filter(([, read]) => new Set(read.map(({ side }) => side)).size === sides.length)
    .map(([document]) => document);
  const draws = drawsOf(documents.length, seed);
  const sums = new Map(
    sides.map((side) => {
      const own = documents.map((document) => readings.filter((each) => each.side === side && each.document === document));
      return [side, draws.map((counts) => sumOf(own, counts))] as const;
    }),
  );
  const of = (side: string, value: (sum: Sums) => number): Interval => intervalOf((sums.get(side) ?? []).map(value));
  const both = (one: string, other: string, value: (one: Sums, other: Sums) => number): Interval =>
    intervalOf((sums.get(one) ?? []).map((sum, draw) => value(sum, sums.get(other)?.[draw] ?? sum)));
  const figures = sides.map((side) => ({
    side,
    cpu_seconds: of(side, (sum) => sum.cpu_seconds / sum.documents),
    ocr_cpu_seconds: of(side, (sum) => sum.ocr_cpu_seconds / sum.documents),
    cer: of(side, cerOf),
  }));
  const figureOf = (side: string) => figures.find((each) => each.side === side);
  return {
    documents: documents.length,
    figures,
    duel(rival, ours, startUpSeconds) {
      const limit = figureOf(rival)?.cer.estimate ?? 0;
      const [cheapest] = figures
        .filter(({ side, cer }) => ours.includes(side) && cer.estimate <= limit)
        .toSorted((one, other) => one.cpu_seconds.estimate - other.cpu_seconds.estimate);
      const against = cheapest?.side ?? rival;
      const warm = (sum: Sums) => sum.cpu_seconds - startUpSeconds * sum.documents;
      return {
        rival,
        ours: cheapest?.side ?? null,
        ratio: both(rival, against, (theirs, own) => theirs.cpu_seconds / own.cpu_seconds),
        ocr_ratio: both(rival, against, (theirs, own) => theirs.cpu_seconds / own.ocr_cpu_seconds),
        warm_ratio: both(rival, against, (theirs, own) => warm(theirs) / own.cpu_seconds),
        warm_ocr_ratio: both(rival, against, (theirs, own) => warm(theirs) / own.ocr_cpu_seconds),
        cer_gain: both(rival, against, (theirs, own) => cerOf(theirs) - cerOf(own)),
      };
    },
  };
}

const cerOf = ({ edits, characters }: Sums): number => (characters === 0 ? 0 : edits / characters);

/** How often each document counts: each once for the estimate, then the resamples. */
function drawsOf(documents: number, seed: number): Uint16Array[] {
  const draw = seededDraw(seed, 'rivals, documents');
  const resamples = Array.from({ length: documents < 2 ? 0 : RESAMPLES }, () => {
    const counts = new Uint16Array(documents);
    for (let drawn = 0; drawn < documents; drawn += 1) {
      const index = draw(documents);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    return counts;
  });
  return [new Uint16Array(documents).fill(1), ...resamples];
}

/** @param own the readings of each document @param counts how often each counts */
function sumOf(own: readonly (readonly SideReading[])[], counts: Uint16Array): Sums {
  const sum = { cpu_seconds: 0, ocr_cpu_seconds: 0, edits: 0, characters: 0, documents: 0 };
  for (const [index, readings] of own.entries()) {
    const times = counts[index] ?? 0;
    for (const reading of times === 0 ? [] : readings) {
      sum.cpu_seconds += times * reading.cpu_seconds;
      sum.ocr_cpu_seconds += times * reading.ocr_cpu_seconds;
      sum.edits += times * reading.edits;
      sum.characters += times * reading.characters;
      sum.documents += times;
    }
  }
  return sum;
}

/** @param values the estimate, then the resamples */
function intervalOf([estimate = 0, ...resampled]: readonly number[]): Interval {
  const bounds = percentileBounds(resampled);
  return { estimate, low: bounds?.low ?? estimate, high: bounds?.high ?? estimate };
}
