/**
 * rbench baseline: writes the file that later runs are held against.
 */
import path from 'node:path';
import type { Command } from 'commander';
import { BenchError } from '../../contract/errors.ts';
import { plural } from '../../contract/plural.ts';
import { baselineText } from '../../export/baseline/baseline-file.ts';
import { readBaseline } from '../../export/baseline/read-baseline.ts';
import { refuseInputs } from '../../export/refuse-inputs.ts';
import { writeWhole } from '../../export/write-whole.ts';
import { openStore } from '../../store/store.ts';
import { type CommonOptions, databaseOf, example, withDatabase } from '../options.ts';
import { print, printJson, shortId } from '../output.ts';

interface BaselineOptions extends CommonOptions {
  readonly run?: string;
  readonly out: string;
}

export function addCommand(program: Command): void {
  withDatabase(program.command('baseline'))
    .description('write how a run read its documents to a file, to be kept with the sources and held against later runs')
    .option('--run <id>', 'its id, the beginning of it, or latest (the pinned run)')
    .requiredOption('--out <file>', 'where it goes; a file that is there is replaced when the new one is whole')
    .addHelpText(
      'after',
      example(
        'rbench baseline --run latest --out baseline.json',
        'rbench run --docs ./scans --baseline baseline.json',
        'rbench compare --docs ./scans --baseline baseline.json --fail-on slower,inadmissible',
      ),
    )
    .addHelpText(
      'after',
      '\nThe file holds settings, and of each document its hash, wrong characters, right fields or error: what does not hang on\n' +
        'the machine. It holds no seconds: the same work has cost 2.2 times as much an hour later on a shared machine, so seconds\n' +
        'are compared only where both sides were measured in turns. Its schema is resources/baseline.schema.json.',
    )
    .action(baseline);
}

async function baseline(options: BaselineOptions): Promise<void> {
  const store = openStore(databaseOf(options), { mode: 'read' });
  try {
    const run = options.run === undefined ? store.pinnedRun() : store.findRun(options.run, 'run');
    if (run === null) throw new BenchError('baseline.none_pinned');
    const made = readBaseline(store, run);
    const file = path.resolve(options.out);
    await refuseInputs(file, [store.file]);
    await writeWhole(file, [baselineText(made)]);
    const documents = made.documents.length;
    if (options.json) printJson({ run_id: run, file, documents, db: store.file });
    else print(`The baseline of run ${shortId(run)}, ${plural(documents, 'document')}, is in ${file}`);
  } finally {
    store.close();
  }
}
