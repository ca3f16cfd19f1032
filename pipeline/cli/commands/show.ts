/**
 * rbench show: one run, or one job of it.
 */
import type { Command } from 'commander';
import { BenchError } from '../../contract/errors.ts';
import { openStore } from '../../store/store.ts';
import { type CommonOptions, databaseOf, example, wholeNumber, withDatabase } from '../options.ts';
import { print, printJson, shortId } from '../output.ts';
import { jobDetails, printJob } from '../print-job.ts';
import { printDocuments, printLedger, printRun } from '../print-run.ts';
import { runResult } from '../run-result.ts';

interface ShowOptions extends CommonOptions {
  readonly job?: number;
  readonly limit: number;
}

export function addCommand(program: Command): void {
  withDatabase(program.command('show'))
    .description('show a run: stages, cold and warm, documents, warnings, and how its CPU adds up')
    .argument('<run>', 'its id, the beginning of it, or latest')
    .option('--job <n>', 'only the n-th document: spans, fields and text', wholeNumber)
    .option('--limit <n>', 'documents listed', wholeNumber, 50)
    .addHelpText('after', example('rbench show latest', 'rbench show 3f2a --job 4'))
    .action(show);
}

function show(given: string, options: ShowOptions): void {
  const store = openStore(databaseOf(options), { mode: 'read' });
  try {
    if (store.notice !== null) process.stderr.write(`${store.notice}\n`);
    const id = store.findRun(given);
    if (options.job !== undefined) {
      const [job] = store.jobsOf(id, { limit: 1, offset: options.job - 1 });
      if (job === undefined) throw new BenchError('usage.bad_option', { text: `Run ${id} has no document ${options.job}.` });
      if (options.json) printJson(jobDetails(store, job));
      else printJob(jobDetails(store, job));
      return;
    }
    const run = store.readRun(id);
    const result = runResult(store, id, options.limit);
    if (options.json) {
      printJson({ ...result, workers: store.workersOf(id), signals: store.signalsOf(id) });
      return;
    }
    printRun(run, result);
    printDocuments(result);
    printLedger(store.workersOf(id));
    if (run.kind === 'compare')
      print(`\nThe sides of a comparison are mixed here; \`rbench compare --run ${shortId(id)}\` holds them against each other.`);
  } finally {
    store.close();
  }
}
