/** Each document on each side: what it cost, how it was read, and a job to look at. */
import type { ComparedDocument } from '../../contract/comparison.ts';
import { toSeconds } from '../../contract/units.ts';
import { isWarm } from './costs.ts';
import { meanOf } from './intervals.ts';
import type { ComparisonSamples, JobSample } from './samples.ts';

type SideDocument = ComparedDocument['sides'][number];

export function comparedDocuments({ documents, sides, passes }: ComparisonSamples): ComparedDocument[] {
  const ordered = passes.toSorted((one, other) => one.number - other.number);
  const ofSide = sides.map(({ name }) =>
    Map.groupBy(
      ordered.filter(({ side }) => side === name).flatMap(({ jobs }) => jobs),
      ({ document }) => document,
    ),
  );
  return documents.map((file, document) => ({ file, sides: ofSide.map((jobs) => sideDocument(jobs.get(document) ?? [])) }));
}

function sideDocument(jobs: readonly JobSample[]): SideDocument {
  const warm = jobs.filter(isWarm);
  const succeeded = jobs.filter(({ state }) => state === 'succeeded');
  const rates = succeeded.map(({ accuracy }) => accuracy?.text?.cer).filter((cer) => cer !== undefined);
  const last = succeeded.at(-1);
  const fields = last?.accuracy?.fields;
  const mean = (costs: readonly number[]): number | null => (costs.length === 0 ? null : toSeconds(meanOf(costs)));
  return {
    cpu_seconds: mean(warm.map(({ cpu_us }) => cpu_us)),
    wall_seconds: mean(warm.map(({ wall_us }) => wall_us)),
    cer: rates.length === 0 ? null : meanOf(rates),
    fields_right: fields?.filter(({ status }) => status === 'right').length ?? null,
    fields_expected: fields?.filter(({ status }) => status !== 'spurious').length ?? null,
    failed: jobs.filter(({ state }) => state === 'failed').length,
    path: last?.path ?? null,
    job: last?.job ?? null,
  };
}
