/**
 * What a cold document takes more than a warm one. Where documents were read both ways they are paired; else a cold document is
 * held against the mean of its path, and since it is a document like any other, its own difference from that mean is drawn too.
 */
import type { ProcessingPath } from '../../contract/stages.ts';
import { seededDraw } from '../comparison/seeded.ts';
import type { DocumentCosts } from './document-costs.ts';
import { type Column, ratioOf, resampledRatios } from './resample.ts';

export interface ColdSurcharge {
  readonly surcharge: number | null;
  readonly method: 'paired' | 'unpaired' | null;
  readonly replicates: Column;
  readonly degreesOfFreedom: number | null;
}

const FEWEST_PAIRS = 2;

export function coldSurcharge(
  documents: readonly DocumentCosts[],
  warm: Readonly<Record<ProcessingPath, Column>>,
  seed: number,
  replicates: number,
): ColdSurcharge {
  const pairs = documents
    .filter(({ warm_jobs }) => warm_jobs > 0)
    .flatMap(({ cold, warm_cpu_seconds, warm_jobs }) =>
      cold.map((cost) => ({ sum: cost - warm_cpu_seconds / warm_jobs, weight: 1 })),
    );
  if (pairs.length >= FEWEST_PAIRS)
    return {
      surcharge: ratioOf(pairs),
      method: 'paired',
      replicates: resampledRatios(pairs, replicates, seededDraw(seed, 'cold pairs')),
      degreesOfFreedom: pairs.length - 1,
    };
  return unpaired(documents, warm, seed, replicates);
}

function unpaired(
  documents: readonly DocumentCosts[],
  warm: Readonly<Record<ProcessingPath, Column>>,
  seed: number,
  replicates: number,
): ColdSurcharge {
  const warmDocuments = documents.filter(({ warm_jobs }) => warm_jobs > 0);
  const ofPath = (path: ProcessingPath) =>
    warmDocuments
      .filter((document) => document.path === path)
      .map(({ warm_cpu_seconds, warm_jobs }) => ({ sum: warm_cpu_seconds, weight: warm_jobs }));
  const clusters = { fast: ofPath('fast'), standard: ofPath('standard') };
  const colds = documents.flatMap(({ cold, path }) =>
    path === null || clusters[path].length === 0 ? [] : cold.map((cost) => ({ cost, path, mean: ratioOf(clusters[path]) })),
  );
  if (colds.length === 0) return { surcharge: null, method: null, replicates: new Float64Array(), degreesOfFreedom: null };
  const surcharge = meanOf(colds.map(({ cost, mean }) => cost - mean));
  const fewest = Math.min(...colds.map(({ path }) => clusters[path].length));
  if (fewest < 2) return { surcharge, method: 'unpaired', replicates: new Float64Array(), degreesOfFreedom: null };
  const residuals = {
    fast: clusters.fast.map(({ sum, weight }) => sum / weight - ratioOf(clusters.fast)),
    standard: clusters.standard.map(({ sum, weight }) => sum / weight - ratioOf(clusters.standard)),
  };
  const draw = seededDraw(seed, 'cold');
  const drawn = new Float64Array(replicates);
  for (let row = 0; row < replicates; row += 1) {
    let total = 0;
    for (const { cost, path } of colds) {
      const own = residuals[path];
      total += cost - (warm[path][row] ?? 0) - (own[draw(own.length)] ?? 0);
    }
    drawn[row] = total / colds.length;
  }
  return { surcharge, method: 'unpaired', replicates: drawn, degreesOfFreedom: fewest - 1 };
}

const meanOf = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length;
