/**
 * The invariants of a side: what no saving may cost. Text and required fields are held against side `a`, document by document:
 * broken when the whole 95 % interval of the difference, over documents drawn again, lies on the wrong side. Nothing to compare
 * with, or a single document, judges neither.
 */

import type { SideInvariant } from '../../contract/comparison.ts';
import { plural } from '../../contract/plural.ts';
import { ERROR_RATE_LIMIT } from '../invariants.ts';
import type { JobSample, SideSample } from './samples.ts';
import { inPoints, type Share, type ShareChange, shareChange } from './share-change.ts';

export interface SideJobs {
  readonly side: Pick<SideSample, 'name' | 'gpu_libraries'>;
  readonly jobs: readonly JobSample[];
}

/** @param baseline null for side `a` itself */
export function sideInvariants({ side, jobs }: SideJobs, baseline: SideJobs | null, seed: number): SideInvariant[] {
  const succeeded = jobs.filter(({ state }) => state === 'succeeded');
  const failed = jobs.filter(({ state }) => state === 'failed').length;
  const ended = succeeded.length + failed;
  const read = succeeded.filter(({ stages }) => stages.ocr !== undefined).length;
  const before = baseline?.jobs.filter(({ state }) => state === 'succeeded') ?? null;
  return [
    {
      name: 'ocr_on_every_job',
      holds: succeeded.length === 0 ? null : read === succeeded.length,
      sentence: `OCR ran on ${read} of ${plural(succeeded.length, 'job')}`,
    },
    requiredFields(succeeded, before, seed),
    text(succeeded, before, seed),
    {
      name: 'error_rate',
      holds: ended === 0 ? null : failed / ended <= ERROR_RATE_LIMIT,
      sentence: `${failed} of ${plural(ended, 'job')} failed (limit ${ERROR_RATE_LIMIT * 100} %)`,
    },
    {
      name: 'no_gpu',
      holds: side.gpu_libraries === null ? null : side.gpu_libraries.length === 0,
      sentence: side.gpu_libraries?.length
        ? `a worker had loaded ${side.gpu_libraries.join(', ')}`
        : 'no library of a graphics processor was loaded',
    },
  ];
}

function requiredFields(jobs: readonly JobSample[], before: readonly JobSample[] | null, seed: number): SideInvariant {
  const lacking = ({ lacks_required_field }: JobSample): Share => ({ part: lacks_required_field ? 1 : 0, whole: 1 });
  const missing = jobs.filter(({ lacks_required_field }) => lacks_required_field).length;
  const found = `every required field has a value on ${jobs.length - missing} of ${plural(jobs.length, 'job')}`;
  const change = before === null ? null : changeOf(jobs, before, lacking, seed);
  return {
    name: 'required_fields',
    holds: missing === 0 && jobs.length > 0 ? true : change && change.low <= 0,
    sentence: change === null ? found : `${found}; documents that lack one: ${inPoints(change)} against side a`,
  };
}

function text(jobs: readonly JobSample[], before: readonly JobSample[] | null, seed: number): SideInvariant {
  const errors = ({ accuracy }: JobSample): Share | null =>
    accuracy?.text ? { part: accuracy.text.edits, whole: accuracy.text.characters } : null;
  const change = before === null ? null : changeOf(jobs, before, errors, seed);
  const reason =
    before === null ? 'it is what the other sides are held against' : 'too few documents with true text on both sides';
  return {
    name: 'text',
    holds: change && change.low <= 0,
    sentence:
      change === null ? `character errors not judged: ${reason}` : `character error rate ${inPoints(change)} against side a`,
  };
}

/** Over the documents that both sides read. */
function changeOf(
  jobs: readonly JobSample[],
  before: readonly JobSample[],
  shareOf: (job: JobSample) => Share | null,
  seed: number,
): ShareChange | null {
  const mine = meanShares(jobs, shareOf);
  const theirs = meanShares(before, shareOf);
  const paired = [...mine].flatMap(([document, after]) => {
    const other = theirs.get(document);
    return other === undefined ? [] : [{ before: other, after }];
  });
  return shareChange(paired, seed);
}

/** Per document, the mean over its jobs. */
function meanShares(jobs: readonly JobSample[], shareOf: (job: JobSample) => Share | null): Map<number, Share> {
  const shares = Map.groupBy(
    jobs.flatMap((job) => {
      const share = shareOf(job);
      return share === null ? [] : [{ document: job.document, ...share }];
    }),
    ({ document }) => document,
  );
  const mean = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length;
  return new Map(
    [...shares].map(([document, each]) => [
      document,
      { part: mean(each.map(({ part }) => part)), whole: mean(each.map(({ whole }) => whole)) },
    ]),
  );
}
