/**
 * rbench run: measures documents.
 */
import { type Command, Option } from 'commander';
import type { DocumentSelection } from '../../contract/document-selection.ts';
import {
  defaultSettings,
  largestInput,
  parseAssignments,
  parseSettings,
  settingDefinitions,
  settingKeys,
} from '../../contract/settings.ts';
import { readBaselineFile } from '../../export/baseline/baseline-file.ts';
import { readCriteria } from '../criteria-file.ts';
import { asRunOutcome, RunView, withEngine } from '../engine-session.ts';
import { refuseOtherDocuments } from '../held-against.ts';
import { type JunitOption, withJunit } from '../junit/write-junit.ts';
import { makeSamples } from '../make-fixtures.ts';
import { type CommonOptions, databaseOf, example, fixturesFolder, placeOf, wholeNumber, withDatabase } from '../options.ts';
import { finishRun } from '../run-result.ts';

interface RunOptions extends CommonOptions, JunitOption {
  readonly docs?: string;
  readonly sample: Exclude<DocumentSelection, 'all'>;
  readonly count?: number;
  readonly workers?: number;
  readonly set: readonly string[];
  readonly emit?: 'ndjson';
  readonly out?: string;
  readonly criteria?: string;
  readonly baseline?: string;
  readonly name: string;
}

/** The report's baseline: 10 documents, sequential. */
const BASELINE_COUNT = 10;

export function addCommand(program: Command): void {
  withJunit(withDatabase(program.command('run')))
    .description('measure documents, stage by stage (without options: the baseline of 10 documents, one after another)')
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
    .option(
      '--count <n>',
      `how many documents; more than there are come again (${BASELINE_COUNT} of a sample, all of a folder)`,
      wholeNumber,
    )
    .option('--workers <n>', 'worker processes (the setting workers)', wholeNumber)
    .option('--set <key=value...>', 'settings, listed below', [])
    .addOption(
      new Option('--emit <form>', "write each job's metrics contract to stdout as it ends").choices(['ndjson']).conflicts('json'),
    )
    .option('--out <place>', 'where master images and previews go: a folder, or s3://bucket/folder (beside the database)')
    .option('--criteria <file>', "what the run is to be held against, as `rbench decide --json` prints it (the report's own)")
    .option('--baseline <file>', 'hold text, fields and failures against this file (`rbench baseline`); worse ends with 1')
    .option('--name <text>', 'a name to find the run by', '')
    .addHelpText('after', () => `\nSettings:\n${settingsHelp()}`)
    .addHelpText(
      'after',
      example(
        'rbench run --docs ./scans --workers 2 --set ocr.model=standard',
        'rbench run --sample fast --count 50 --json',
        'rbench run --docs ./scans --baseline baseline.json --junit run.xml',
      ),
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 no document was measured, or it is worse than the baseline, 2 wrong use, 5 cannot tell whether it is\nworse, 130 interrupted.',
    )
    .action(run);
}

async function run(options: RunOptions): Promise<void> {
  const settings = parseSettings({
    ...parseAssignments(options.set),
    ...(options.workers === undefined ? {} : { workers: options.workers }),
  });
  const criteria = options.criteria === undefined ? {} : { criteria: readCriteria(options.criteria) };
  const baseline = options.baseline === undefined ? null : readBaselineFile(options.baseline);
  if (options.docs === undefined) await makeSamples({ out: fixturesFolder }, [settings]);
  const documents = {
    place: placeOf(options.docs ?? fixturesFolder),
    selection: options.docs === undefined ? options.sample : ('all' as const),
    count: options.count ?? (options.docs === undefined ? BASELINE_COUNT : null),
  };
  if (options.baseline !== undefined && baseline !== null)
    await refuseOtherDocuments(options.baseline, baseline, documents, largestInput(settings));
  const view = new RunView(options.emit === 'ndjson');
  const database = databaseOf(options);
  const outcome = await withEngine(database, view.onEvent, (engine) =>
    engine.call({
      call: 'run',
      request: {
        name: options.name,
        documents: documents.place,
        selection: documents.selection,
        count: documents.count,
        settings,
        results: options.out ?? null,
        ...criteria,
        emit_contract: options.emit === 'ndjson',
      },
    }),
  ).finally(() => view.stop());
  process.exitCode = await finishRun(database, asRunOutcome(outcome), options, baseline);
}

function settingsHelp(): string {
  const width = Math.max(...settingKeys.map((key) => key.length));
  return settingKeys
    .map((key) => `  ${key.padEnd(width)}  ${settingDefinitions[key].sentence} Default: ${defaultSettings[key]}.`)
    .join('\n');
}
