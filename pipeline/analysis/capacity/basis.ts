/**
 * Jobs, made into what a capacity is projected from: the figures with the replicates of their bootstrap.
 *
 * The same samples and seed give the same bytes. Documents are drawn within their path; what passes do is a factor of its own,
 * because more documents do not make it smaller.
 */
import type { CapacityBasis } from '../../contract/capacity.ts';
import type { ProcessingPath } from '../../contract/stages.ts';
import { seededDraw } from '../comparison/seeded.ts';
import { coldSurcharge } from './cold.ts';
import { type DocumentCosts, documentCosts } from './document-costs.ts';
import { passEffect } from './pass-effect.ts';
import { type Cluster, type Column, normalDraw, ratioOf, resampledRatios, varianceOf } from './resample.ts';
import type { CapacitySamples } from './samples.ts';
import { sizeEffect } from './size-effect.ts';

export function makeBasis(samples: CapacitySamples, replicates = 2000): CapacityBasis {
  const { seed } = samples;
  const documents = documentCosts(samples.jobs);
  const read = documents.filter(({ succeeded }) => succeeded > 0);
  const succeeded = read.reduce((total, document) => total + document.succeeded, 0);
  const failed = documents.reduce((total, document) => total + document.failed, 0);
  const coldJobs = read.reduce((total, { cold }) => total + cold.length, 0);

  const paths = withSpreadsLent(
    { fast: warmOf(read, 'fast', seed, replicates), standard: warmOf(read, 'standard', seed, replicates) },
    seed,
  );
  const cold = coldSurcharge(read, { fast: paths.fast.replicates, standard: paths.standard.replicates }, seed, replicates);
  const failures: Cluster[] = documents.map(({ failed_cpu_seconds, succeeded: weight }) => ({ sum: failed_cpu_seconds, weight }));
  const size = sizeEffect(read, seed, replicates);
  const pass = passEffect(samples, replicates);
  const figureOf = (path: ProcessingPath) => {
    const { documents: count, jobs, mean } = paths[path];
    const ofPath = read.filter((document) => document.path === path);
    return {
      documents: count,
      warm_jobs: jobs,
      cold_jobs: ofPath.reduce((total, document) => total + document.cold.length, 0),
      cpu_seconds: mean ?? coldOnly(ofPath, cold.surcharge),
    };
  };
  const failedReplicates =
    failed === 0 || succeeded === 0 ? new Float64Array() : resampledRatios(failures, replicates, seededDraw(seed, 'failed'));
  return {
    documents: read.length,
    passes: Math.max(1, samples.passes),
    jobs: { succeeded, failed, unfinished: samples.jobs.filter(({ state }) => state === 'unfinished').length },
    paths: { fast: figureOf('fast'), standard: figureOf('standard') },
    cold: {
      jobs: coldJobs,
      share: succeeded === 0 ? 0 : coldJobs / succeeded,
      surcharge: cold.surcharge,
      method: cold.method,
    },
    failed: {
      jobs: failed,
      share: failed + succeeded === 0 ? 0 : failed / (failed + succeeded),
      cpu_seconds: failed === 0 || succeeded === 0 ? 0 : ratioOf(failures),
    },
    size: {
      mean_bytes: read.length === 0 ? null : read.reduce((total, { bytes }) => total + bytes, 0) / read.length,
      elasticity: size.elasticity,
      documents: size.documents,
    },
    outside: {
      startup_cpu_seconds: samples.startup_cpu_seconds,
      unattributed_cpu_seconds: samples.unattributed_cpu_seconds,
    },
    stages: samples.stages,
    pass_noise: pass.noise,
    replicates: {
      fast: paths.fast.replicates,
      standard: paths.standard.replicates,
      surcharge: cold.replicates,
      // No document may be paid back for failures, however the draw falls.
      failed: failedReplicates.map((value) => Math.max(0, value)),
      elasticity: size.replicates,
      pass: pass.replicates,
    },
    degrees_of_freedom: {
      fast: paths.fast.documents > 1 ? paths.fast.documents - 1 : null,
      standard: paths.standard.documents > 1 ? paths.standard.documents - 1 : null,
      surcharge: cold.degreesOfFreedom,
      failed: failedReplicates.length > 0 ? documents.length - 1 : null,
      pass: pass.degreesOfFreedom,
    },
  };
}

interface WarmFigure {
  readonly documents: number;
  readonly jobs: number;
  readonly mean: number | null;
  readonly replicates: Column;
}

function warmOf(documents: readonly DocumentCosts[], path: ProcessingPath, seed: number, replicates: number): WarmFigure {
  const clusters = documents
    .filter((document) => document.path === path && document.warm_jobs > 0)
    .map(({ warm_cpu_seconds: sum, warm_jobs: weight }) => ({ sum, weight }));
  return {
    documents: clusters.length,
    jobs: clusters.reduce((total, { weight }) => total + weight, 0),
    mean: clusters.length === 0 ? null : ratioOf(clusters),
    replicates: resampledRatios(clusters, replicates, seededDraw(seed, 'warm', path)).map((value) =>
      Math.max(value, Number.EPSILON),
    ),
  };
}

/** Under so many documents a path may look steadier than it is: three of a kind are no rarity. */
const FEWEST_FOR_OWN_SPREAD = 5;

/**
 * A path of few documents is lent the spread of both where its own is smaller. Without it, documents of two kinds (bimodal, 3 on a
 * path of 10) were covered in 90 % instead of 93.
 */
function withSpreadsLent(paths: Readonly<Record<ProcessingPath, WarmFigure>>, seed: number): Record<ProcessingPath, WarmFigure> {
  const spreads = [paths.fast, paths.standard].flatMap(({ documents, mean, replicates }) =>
    mean === null || documents < 2
      ? []
      : [{ degrees: documents - 1, variance: (documents * varianceOf(replicates)) / mean ** 2 }],
  );
  const degrees = spreads.reduce((total, each) => total + each.degrees, 0);
  const pooled = spreads.reduce((total, each) => total + each.degrees * each.variance, 0) / Math.max(1, degrees);
  const lend = (path: ProcessingPath): WarmFigure => {
    const figure = paths[path];
    const { documents, mean, replicates } = figure;
    if (mean === null || documents < 2 || documents >= FEWEST_FOR_OWN_SPREAD) return figure;
    if ((documents * varianceOf(replicates)) / mean ** 2 >= pooled) return figure;
    const normal = normalDraw(seed, `lent ${path}`);
    const deviation = Math.sqrt(pooled / documents);
    return { ...figure, replicates: replicates.map(() => mean * Math.exp(deviation * normal())) };
  };
  return { fast: lend('fast'), standard: lend('standard') };
}

/** A path of which every document was cold: its mean, less what being cold costs where that is known. */
function coldOnly(documents: readonly DocumentCosts[], surcharge: number | null): number | null {
  const costs = documents.flatMap(({ cold }) => cold);
  if (costs.length === 0) return null;
  const mean = costs.reduce((total, cost) => total + cost, 0) / costs.length;
  return Math.max(Number.EPSILON, mean - (surcharge ?? 0));
}
