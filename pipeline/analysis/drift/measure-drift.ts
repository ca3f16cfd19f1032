/**
 * The residual risks of the source report (cold-start frequency, size, quality, peaks), measured against a reference run. A
 * check says `drifted` only where chance is ruled out (p below 0.05 after Holm) and the move is worth acting on.
 */

import type { DriftCheck } from '../../contract/capacity.ts';
import { plural } from '../../contract/plural.ts';
import type { Bytes, Microseconds } from '../../contract/units.ts';
import { holm } from '../comparison/holm.ts';
import { partsFor, peakToMean, placesInWindow } from './arrivals.ts';
import { fisherExact } from './fisher.ts';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts';
import { bytesInWords, medianOf, pInWords, quantileOf, shareInWords } from './words.ts';

export interface DriftSample {
  /** That succeeded. */
  readonly jobs: { readonly cold: number; readonly warm: number };
  /** Of distinct documents. */
  readonly bytes: readonly Bytes[];
  readonly quality: readonly number[];
  /** Empty unless the run was a load test. */
  readonly arrivals: readonly Microseconds[];
}

const DRIFT_LEVEL = 0.05;
const FEWEST = 5;
const COLD_POINTS = 0.05;
const SIZE_MOVE = 0.25;
const QUALITY_MOVE = 0.05;
const PEAK_MOVE = 0.25;
/** A move of exactly the threshold is not beyond it, whatever its last digit. */
const ROUNDING = 1e-9;

const significant = 'drift: p below 0.05 (Holm) and';
const distributions = 'Kolmogorov–Smirnov, by permutation';
const manyValues = 'Kolmogorov–Smirnov, by its limit for many values';

/** One check before p is corrected. */
interface Kind {
  readonly what: DriftCheck['what'];
  readonly title: string;
  readonly test: string;
  readonly threshold: string;
  /** What is counted, for the sentence that says that there are too few. */
  readonly noun: string;
  count(sample: DriftSample): number;
  describe(sample: DriftSample): string;
  compare(here: DriftSample, reference: DriftSample): Finding;
}

interface Finding {
  /** Where another form of the test was made than the usual one. */
  readonly test?: string;
  readonly p: number;
  readonly isBeyond: boolean;
  /** "the median is 1.4 MB instead of 0.8 MB". */
  readonly move: string;
}

function testDistributions(here: readonly number[], reference: readonly number[]): Pick<Finding, 'p' | 'test'> {
  const { p, by } = kolmogorovSmirnov(here, reference);
  return { p, test: by === 'permutation' ? distributions : manyValues };
}

const relativeMove = (here: number, reference: number): number =>
  reference === 0 ? (here === 0 ? 0 : Number.POSITIVE_INFINITY) : Math.abs(here / reference - 1);

const coldShare = ({ jobs: { cold, warm } }: DriftSample): number => (cold + warm === 0 ? 0 : cold / (cold + warm));

const kinds: readonly Kind[] = [
  {
    what: 'cold_frequency',
    title: 'Cold-start frequency',
    test: "Fisher's exact test",
    threshold: `${significant} the share moved by more than 5 points`,
    noun: 'jobs',
    count: ({ jobs }) => jobs.cold + jobs.warm,
    describe: (sample) =>
      `${shareInWords(coldShare(sample))} of ${plural(sample.jobs.cold + sample.jobs.warm, 'job')} began cold`,
    compare(here, reference) {
      const splits = [here, reference].map(({ jobs }) => ({ yes: jobs.cold, no: jobs.warm }));
      const [one = { yes: 0, no: 0 }, other = { yes: 0, no: 0 }] = splits;
      return {
        p: fisherExact(one, other),
        isBeyond: Math.abs(coldShare(here) - coldShare(reference)) > COLD_POINTS + ROUNDING,
        move: `${shareInWords(coldShare(here))} of jobs began cold instead of ${shareInWords(coldShare(reference))}`,
      };
    },
  },
  {
    what: 'size',
    title: 'Document size',
    test: distributions,
    threshold: `${significant} the median moved by more than 25 %`,
    noun: 'documents',
    count: ({ bytes }) => bytes.length,
    describe: ({ bytes }) => `median ${bytesInWords(medianOf(bytes))}, 90 % up to ${bytesInWords(quantileOf(bytes, 0.9))}`,
    compare(here, reference) {
      const medians = [medianOf(here.bytes), medianOf(reference.bytes)] as const;
      return {
        ...testDistributions(here.bytes, reference.bytes),
        isBeyond: relativeMove(...medians) > SIZE_MOVE + ROUNDING,
        move: `the median is ${bytesInWords(medians[0])} instead of ${bytesInWords(medians[1])}`,
      };
    },
  },
  {
    what: 'quality',
    title: 'Quality score',
    test: distributions,
    threshold: `${significant} the median moved by more than 0.05`,
    noun: 'documents with a quality score',
    count: ({ quality }) => quality.length,
    describe: ({ quality }) => `median ${medianOf(quality).toFixed(2)}, 90 % from ${quantileOf(quality, 0.1).toFixed(2)}`,
    compare(here, reference) {
      const medians = [medianOf(here.quality), medianOf(reference.quality)] as const;
      return {
        ...testDistributions(here.quality, reference.quality),
        isBeyond: Math.abs(medians[0] - medians[1]) > QUALITY_MOVE + ROUNDING,
        move: `the median is ${medians[0].toFixed(2)} instead of ${medians[1].toFixed(2)}`,
      };
    },
  },
  {
    what: 'arrivals',
    title: 'Weekend and peak traffic',
    test: distributions,
    threshold: `${significant} the peak moved by more than 25 %`,
    noun: 'arrivals',
    count: ({ arrivals }) => arrivals.length,
    describe: ({ arrivals }) => `the peak is ${peakToMean(arrivals, partsFor(arrivals.length)).toFixed(1)} times the mean`,
    compare(here, reference) {
      const parts = partsFor(Math.min(here.arrivals.length, reference.arrivals.length));
      const peaks = [peakToMean(here.arrivals, parts), peakToMean(reference.arrivals, parts)] as const;
      return {
        ...testDistributions(placesInWindow(here.arrivals), placesInWindow(reference.arrivals)),
        isBeyond: relativeMove(...peaks) > PEAK_MOVE + ROUNDING,
        move: `the peak is ${peaks[0].toFixed(1)} times the mean instead of ${peaks[1].toFixed(1)} times`,
      };
    },
  },
];

/** @param withoutReference what to say where there is none */
export function measureDrift(
  here: DriftSample,
  reference: DriftSample | null,
  withoutReference = 'pin a run as baseline to see drift',
): DriftCheck[] {
  const findings = kinds.map((kind) =>
    reference !== null && kind.count(here) >= FEWEST && kind.count(reference) >= FEWEST ? kind.compare(here, reference) : null,
  );
  const corrected = holm(findings.flatMap((finding) => finding?.p ?? []));
  const tested = findings.flatMap((finding, index) => (finding === null ? [] : [index]));
  return kinds.map((kind, index) => {
    const { what, title, test, threshold } = kind;
    const finding = findings[index] ?? null;
    const p = corrected[tested.indexOf(index)] ?? null;
    const described = kind.count(here) > 0 ? kind.describe(here) : null;
    const describedReference = reference !== null && kind.count(reference) > 0 ? kind.describe(reference) : null;
    return {
      what,
      title,
      test: finding?.test ?? test,
      threshold,
      here: described,
      reference: describedReference,
      p,
      ...(finding === null || p === null
        ? untested(kind, described, reference === null ? null : [kind.count(here), kind.count(reference)], withoutReference)
        : judged(title, finding, p)),
    };
  });
}

type Judgement = Pick<DriftCheck, 'verdict' | 'sentence'>;

/** @param counts null without a reference */
function untested(kind: Kind, here: string | null, counts: readonly number[] | null, withoutReference: string): Judgement {
  if (here === null) {
    const why = kind.what === 'arrivals' ? 'the run had no arrivals, only a load test has' : `the run has no ${kind.noun}`;
    return { verdict: 'not_measured', sentence: `Not measured: ${why}.` };
  }
  if (counts === null) return { verdict: 'not_measured', sentence: `${capitalised(here)}; ${withoutReference}.` };
  const [mine = 0, theirs = 0] = counts;
  if (theirs === 0) return { verdict: 'not_measured', sentence: `${capitalised(here)}; the baseline has no ${kind.noun}.` };
  return {
    verdict: 'cannot_tell',
    sentence: `Can't tell: ${mine} ${kind.noun} here and ${theirs} in the baseline, and fewer than ${FEWEST} say nothing.`,
  };
}

function judged(title: string, { isBeyond, move }: Finding, p: number): Judgement {
  const differs = p < DRIFT_LEVEL;
  if (differs && isBeyond) return { verdict: 'drifted', sentence: `${title} drifted: ${move} (${pInWords(p)}).` };
  if (isBeyond) return { verdict: 'cannot_tell', sentence: `Can't tell: ${move}, which may be chance (${pInWords(p)}).` };
  const differing = differs ? '; the two differ, but by less than the threshold' : '';
  return { verdict: 'steady', sentence: `No drift: ${move}${differing} (${pInWords(p)}).` };
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
