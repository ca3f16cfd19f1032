/**
 * rbench compare: settings side by side, measured anew or out of the database.
 */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Baseline } from '../../contract/baseline.ts';
import {
  type CompareMetric,
  type ComparePlan,
  compareMetricSchema,
  comparePlanSchema,
  DEFAULT_BLOCKS,
  DEFAULT_MATERIALITY,
  MOST_BLOCKS,
  sideNames,
} from '../../contract/comparison.ts';
import type { DocumentSelection } from '../../contract/document-selection.ts';
import { BenchError } from '../../contract/errors.ts';
import { presets } from '../../contract/presets.ts';
import { type Compared, type SamplesFormat, samplesFormatSchema } from '../../contract/reader-calls.ts';
import { largestInput } from '../../contract/settings.ts';
import { lookAtDocuments } from '../../engine/documents.ts';
import { readRunEnvironment } from '../../engine/run-environment.ts';
import { sideCode } from '../../engine/side-code.ts';
import { readBaselineFile } from '../../export/baseline/baseline-file.ts';
import { planOutlook } from '../../export/comparison/outlook.ts';
import { nodeHost } from '../../process/host.ts';
import { openStore, type Store } from '../../store/store.ts';
import { type SideOptions, sidesOf } from '../compare-sides.ts';
import { readCriteria } from '../criteria-file.ts';
import { asRunOutcome, RunView, withEngine } from '../engine-session.ts';
import { type Failing, failOnOption, finishComparison } from '../finish-comparison.ts';
import { refuseOtherDocuments } from '../held-against.ts';
import { type JunitOption, withJunit } from '../junit/write-junit.ts';
import { makeSamples } from '../make-fixtures.ts';
import {
  type CommonOptions,
  databaseOf,
  example,
  fixturesFolder,
  placeOf,
  refuseBeside,
  seedNumber,
  wholeNumber,
  withDatabase,
} from '../options.ts';
import { printJson } from '../output.ts';
import { printOutlook } from '../print-outlook.ts';

interface CompareOptions extends CommonOptions, SideOptions, JunitOption {
  readonly docs?: string;
  readonly sample: Exclude<DocumentSelection, 'all'>;
  readonly count?: number;
  readonly passes: number;
  readonly metric: CompareMetric;
  readonly materiality: number;
  readonly seed: number;
  readonly criteria?: string;
  readonly baseline?: string;
  readonly failOn?: readonly Failing[];
  readonly planOnly?: boolean;
  readonly name: string;
  readonly run?: string;
  readonly runs?: readonly string[];
  readonly export?: SamplesFormat;
  readonly out?: string;
}

/** Of what is done with a result, measured now or kept. */
const ofResult = ['failOn', 'junit', 'export', 'out', 'json', 'db'];

/** As many as the baseline has. */
const SAMPLE_COUNT = 10;

export function addCommand(program: Command): void {
  withJunit(withDatabase(program.command('compare')))
    .description('measure two to four settings side by side, in interleaved passes, and say what differs and how sure that is')
    .option('--a <key=value...>', 'settings of side a, the one that the others are held against')
    .option('--b <key=value...>', 'settings of side b; --c and --d likewise')
    .option('--c <key=value...>')
    .option('--d <key=value...>')
    .option('--preset <name>', `one of the five optimisations: ${presets.map(({ name }) => name).join(', ')}`)
    .option('--sweep <key=v1,v2,...>', 'one setting over two to four values')
    .option('--same', 'the same settings on both sides: how steady this machine is')
    .option('--baseline <file>', 'side a: the settings of this file (`rbench baseline`), over its documents')
    .option('--a-code <folder>', 'side a: the code of this checkout of another revision, in turns with the code of this one')
    .option('--set <key=value...>', 'settings of every side (`rbench run --help` lists them)', [])
    .option(
      '--docs <place>',
      'a folder of documents, or one document, here or as s3://bucket/folder; truth may lie beside each as name.txt and name.json',
    )
    .addOption(
      new Option('--sample <kind>', 'generated documents')
        .choices(['fast', 'standard', 'mixed'])
        .default('mixed')
        .conflicts('docs'),
    )
    .option('--count <n>', `how many documents (${SAMPLE_COUNT} of a sample, all of a folder)`, wholeNumber)
    .option('--passes <n>', 'passes of each side through all documents, two for each block', passes, DEFAULT_BLOCKS * 2)
    .addOption(new Option('--metric <name>', 'what decides').choices(compareMetricSchema.options).default('cpu'))
    .addOption(
      new Option('--materiality <percent>', 'a smaller change is no change')
        .argParser(materiality)
        .default(DEFAULT_MATERIALITY, String(DEFAULT_MATERIALITY * 100)),
    )
    .option('--seed <n>', 'of the order of passes and documents', seedNumber, 1)
    .option('--criteria <file>', "what a side is to be held against, as `rbench decide --json` prints it (the report's own)")
    .option('--plan-only', 'say what the plan would find and take, and measure nothing')
    .addOption(failOnOption())
    .option('--name <text>', 'a name to find it by', '')
    .option('--run <id>', 'show a comparison that was made before: its id, the beginning of it, or latest')
    .option('--runs <id,id...>', 'set runs side by side that were made apart: for each side one or more, by commas')
    .addOption(
      new Option('--export <format>', 'write every measurement (go: benchstat reads it)').choices(samplesFormatSchema.options),
    )
    .option('--out <file>', 'where --export goes')
    .addHelpText(
      'after',
      example(
        'rbench compare --preset threads --docs ./scans',
        'rbench compare --a ocr.threads=4 --b ocr.threads=2 --passes 10 --plan-only',
        'rbench compare --sweep ocr.threads=1,2,4,8 --set ocr.engine=paddle',
        'rbench compare --baseline baseline.json --docs ./scans --fail-on slower,inadmissible --junit speed.xml',
        'rbench compare --a-code ../main --docs ./scans --fail-on slower,inadmissible,cannot_tell',
        'rbench compare --runs 3f2a,77c1 --runs 90be,a4d0',
        'rbench compare --run latest --export go --out samples.txt',
      ),
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 a verdict, 5 cannot tell or unproven, 1 failed, 2 wrong use, 130 interrupted. With --fail-on: 1 for slower or\n' +
        'inadmissible, 5 for cannot_tell or unproven, where it names them, and 0 otherwise.\n' +
        'To fail a build on lost speed, both sides are measured here and now, in turns: seconds from another machine or hour prove nothing.',
    )
    .action(compare);
}

async function compare(options: CompareOptions, command: Command): Promise<void> {
  if ((options.export === undefined) !== (options.out === undefined))
    throw new BenchError('usage.bad_option', { text: '--export and --out go together: a format, and the file it goes to.' });
  const database = databaseOf(options);
  if (options.run !== undefined)
    refuseBeside(command, ['run', ...ofResult], '--run shows a comparison as it was planned before its first document');
  else if (options.runs !== undefined)
    refuseBeside(command, ['runs', 'metric', 'materiality', ...ofResult], '--runs compares what is measured already');
  const kept = keptOf(options);
  if (kept !== null) {
    process.exitCode = await finishComparison(database, kept, options);
    return;
  }
  const baseline = options.baseline === undefined ? null : readBaselineFile(options.baseline);
  const plan = planOf(options, baseline);
  const criteria = options.criteria === undefined ? {} : { criteria: readCriteria(options.criteria) };
  const place = {
    place: placeOf(options.docs ?? fixturesFolder),
    selection: options.docs === undefined ? options.sample : ('all' as const),
    count: options.count ?? (options.docs === undefined ? SAMPLE_COUNT : null),
  };
  if (options.docs === undefined)
    await makeSamples({ out: fixturesFolder }, options.planOnly === true ? [] : plan.sides.map(({ settings }) => settings));
  if (options.baseline !== undefined && baseline !== null)
    await refuseOtherDocuments(
      options.baseline,
      baseline,
      place,
      Math.max(...plan.sides.map(({ settings }) => largestInput(settings))),
    );
  const request = {
    name: options.name,
    documents: place.place,
    selection: place.selection,
    count: place.count,
    plan,
    results: null,
    ...criteria,
  };
  const { documents } = await lookAtDocuments(request.documents, request.selection);
  const outlook = planOutlook({
    store: storeOrNull(database),
    plan,
    documents: Math.min(documents, request.count ?? documents),
    environment: await readRunEnvironment(nodeHost()),
  });
  if (options.planOnly === true && options.json) return printJson({ plan, ...outlook });
  if (!options.json) printOutlook(plan, outlook);
  if (options.planOnly === true) return;
  const view = new RunView(false);
  const outcome = await withEngine(database, view.onEvent, (engine) => engine.call({ call: 'compare', request })).finally(() =>
    view.stop(),
  );
  const { run_id } = asRunOutcome(outcome);
  process.exitCode = await finishComparison(database, () => ({ run: run_id }), options);
}

/** What is in the database already; null when something is to be measured. */
function keptOf({ run, runs, metric, materiality: least }: CompareOptions): ((store: Store) => Compared) | null {
  if (run !== undefined) return (store) => ({ run: store.findRun(run, 'compare') });
  if (runs === undefined) return null;
  if (runs.length < 2 || runs.length > sideNames.length) throw new BenchError('compare.sides', { count: runs.length });
  return (store) => ({
    sides: runs.map((side) => side.split(',').map((id) => store.findRun(id.trim()))),
    metric,
    materiality: least,
  });
}

function planOf(options: CompareOptions, baseline: Baseline | null): ComparePlan {
  const { sides, preset } = sidesOf(options, baseline);
  const code = options.aCode === undefined ? {} : { code: sideCode(options.aCode) };
  return comparePlanSchema.parse({
    seed: options.seed,
    blocks: options.passes / 2,
    metric: options.metric,
    materiality: options.materiality,
    preset: preset?.name ?? null,
    sides: sides.map((settings, index) => ({ name: sideNames[index], settings, ...(index === 0 ? code : {}) })),
  });
}

function storeOrNull(database: string): Store | null {
  try {
    return openStore(database, { mode: 'read' });
  } catch (thrown) {
    if (BenchError.wrap(thrown).code === 'store.missing') return null;
    throw thrown;
  }
}

function passes(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 2 || value % 2 !== 0 || value > MOST_BLOCKS * 2)
    throw new InvalidArgumentError(`It is an even number from 2 to ${MOST_BLOCKS * 2}.`);
  return value;
}

function materiality(text: string): number {
  const value = Number(text) / 100;
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError('It is a number of percent above 0 and below 100.');
  return value;
}
