/** Jobs, added up by document: the unit that is drawn again. */
import type { ProcessingPath } from '../../contract/stages.ts';
import type { Bytes, Seconds } from '../../contract/units.ts';
import type { CapacityJob } from './samples.ts';

export interface DocumentCosts {
  /** The one that most of its jobs took; null for a document that was never read. */
  readonly path: ProcessingPath | null;
  readonly bytes: Bytes;
  readonly succeeded: number;
  readonly warm_jobs: number;
  /** Summed over its warm jobs. */
  readonly warm_cpu_seconds: Seconds;
  /** Of each cold job. */
  readonly cold: readonly Seconds[];
  readonly failed: number;
  readonly failed_cpu_seconds: Seconds;
}

export function documentCosts(jobs: readonly CapacityJob[]): DocumentCosts[] {
  const byDocument = Map.groupBy(
    jobs.filter(({ state }) => state !== 'unfinished'),
    ({ document }) => document,
  );
  return [...byDocument.entries()].sort(([a], [b]) => a - b).map(([, ofDocument]) => costsOf(ofDocument));
}

function costsOf(jobs: readonly CapacityJob[]): DocumentCosts {
  const read = jobs.filter(({ state }) => state === 'succeeded');
  const failed = jobs.filter(({ state }) => state === 'failed');
  const warm = read.filter(({ temperature }) => temperature !== 'cold');
  const standard = read.filter(({ path }) => path === 'standard').length;
  return {
    path: read.length === 0 ? null : standard * 2 > read.length ? 'standard' : 'fast',
    bytes: jobs[0]?.bytes ?? 0,
    succeeded: read.length,
    warm_jobs: warm.length,
    warm_cpu_seconds: sum(warm),
    cold: read.filter(({ temperature }) => temperature === 'cold').map(({ cpu_seconds }) => cpu_seconds),
    failed: failed.length,
    failed_cpu_seconds: sum(failed),
  };
}

const sum = (jobs: readonly CapacityJob[]): Seconds => jobs.reduce((total, { cpu_seconds }) => total + cpu_seconds, 0);
