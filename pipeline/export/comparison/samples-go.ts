/**
 * Samples in Go's benchmark format, which benchstat compares: `benchstat -col /side samples.txt`.
 *
 * A line is a pass, for the total and for each stage: mean over its documents, in `ns/op` (wall) and `cpu-ns/op`. benchstat
 * takes the lines of one name for independent measurements, and only passes are that: a line for each document would multiply the
 * sample without adding to what is known.
 *
 * Every line is the mean over the same documents: those that were read warm, and successfully, in each pass that is whole. So
 * lines differ by what the documents took, and not by which they were. Cold, failed and unfinished jobs are in the JSON and CSV
 * forms. benchstat holds other sides against the first it meets, so the lines stand in the order of the sides.
 *
 * Source: “Go Benchmark Data Format”, https://go.googlesource.com/proposal/+/master/design/14313-benchmark-format.md; unit lines
 * as golang.org/x/perf/benchfmt reads them.
 */
import type { ComparisonSamples, Cost, JobSample, PassSample } from '../../analysis/comparison/samples.ts';
import { type StageName, stageNames } from '../../contract/stages.ts';
import type { SamplesInput } from './sample.ts';

const NANOSECONDS_PER_MICROSECOND = 1000;

/** benchstat gives up at a line of 64 KiB; a character has up to 4 bytes. */
const LONGEST_VALUE = 8000;

export function* goSamples({ samples, comparison, onJobs }: SamplesInput): Generator<string> {
  const passes = samples.passes.filter(isWhole);
  const shared = documentsOfAll(passes);
  yield* configuration(samples, shared.size);
  for (const [index, { code, message }] of comparison.warnings.entries()) {
    yield setting(`warning-${index + 1}`, `${code}: ${message}`);
  }
  yield '\nUnit ns/op better=lower\nUnit cpu-ns/op better=lower\n\n';
  for (const { name } of samples.sides) {
    const ofSide = passes.filter(({ side }) => side === name);
    const stages = stageNames.filter((stage) => ofSide.some(({ jobs }) => jobs.some((job) => stage in job.stages)));
    for (const { jobs } of ofSide) {
      const counted = jobs.filter((job) => isCounted(job) && shared.has(job.document));
      if (counted.length === 0) continue;
      yield line('total', name, counted, (job) => job);
      for (const stage of stages) yield line(stage, name, counted, (job) => job.stages[stage] ?? nothing);
      onJobs(counted.length);
    }
  }
}

const isCounted = ({ state, temperature }: JobSample): boolean => state === 'succeeded' && temperature === 'warm';

/** The last pass of a comparison that was stopped lacks documents; it must not take them from the others. */
const isWhole = ({ jobs }: PassSample): boolean => jobs.length > 0 && jobs.every(({ state }) => state !== 'unfinished');

/** Documents with a counted job in every one of the passes. */
function documentsOfAll(passes: readonly PassSample[]): ReadonlySet<number> {
  const [first, ...others] = passes.map(({ jobs }) => new Set(jobs.filter(isCounted).map(({ document }) => document)));
  return new Set([...(first ?? [])].filter((document) => others.every((counted) => counted.has(document))));
}

/** A stage that a document skipped cost it nothing. */
const nothing: Cost = { cpu_us: 0, wall_us: 0 };

/** A document that a pass reads several times counts once, by its mean. */
function line(stage: StageName | 'total', side: string, jobs: readonly JobSample[], costOf: (job: JobSample) => Cost): string {
  const documents = Map.groupBy(jobs, ({ document }) => document);
  const perDocument = (value: (cost: Cost) => number): number =>
    mean([...documents.values()].map((readings) => mean(readings.map((job) => value(costOf(job))))));
  const wall = nanoseconds(perDocument(({ wall_us }) => wall_us));
  const cpu = nanoseconds(perDocument(({ cpu_us }) => cpu_us));
  if (!Number.isFinite(wall + cpu)) return '';
  return `BenchmarkDocument/stage=${stage}/side=${side}\t${jobs.length}\t${wall} ns/op\t${cpu} cpu-ns/op\n`;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const nanoseconds = (microseconds: number): number => Math.round(microseconds * NANOSECONDS_PER_MICROSECOND);

/**
 * What holds for the whole file. benchstat makes a table of its own for each combination of these values, so none may change
 * between the sides: what differs between them is named with the side.
 */
function* configuration(
  { design, seed, blocks, preset, documents, sides }: ComparisonSamples,
  shared: number,
): Generator<string> {
  yield setting('design', design);
  yield setting('blocks', `${blocks}`);
  yield setting('seed', `${seed}`);
  if (preset !== null) yield setting('preset', preset);
  yield setting('documents', `${shared} of ${documents.length}: those read warm in every pass`);
  const [first, ...others] = sides;
  for (const { name, label } of sides) yield setting(`side-${name}`, label);
  const facts = (side: typeof first) => Object.entries({ ...side?.surroundings, ...side?.versions });
  const common = new Set(
    facts(first)
      .filter(([key, value]) => others.every((side) => new Map(facts(side)).get(key) === value))
      .map(([key]) => key),
  );
  for (const [key, value] of facts(first)) if (common.has(key)) yield setting(keyOf(key), value);
  for (const side of sides) {
    for (const [key, value] of facts(side)) if (!common.has(key)) yield setting(`side-${side.name}-${keyOf(key)}`, value);
  }
}

/** A key begins with a small letter and has neither space, colon nor capital. */
const keyOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replace(/^[^a-z]*/, '') || 'x';

/** A value ends with its line; an empty one would take its key back. */
function setting(key: string, value: string): string {
  const oneLine = value.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => JSON.stringify(character).slice(1, -1)).trim();
  return oneLine === '' ? '' : `${key}: ${oneLine.slice(0, LONGEST_VALUE)}\n`;
}
