/**
 * rbench resume: finishes a run that was stopped.
 */
import type { Command } from 'commander';
import type { Baseline } from '../../contract/baseline.ts';
import { BenchError } from '../../contract/errors.ts';
import type { RunKind } from '../../contract/run.ts';
import { readBaselineFile } from '../../export/baseline/baseline-file.ts';
import { openStore } from '../../store/store.ts';
import { asRunOutcome, RunView, withEngine } from '../engine-session.ts';
import { type Failing, failOnOption, finishComparison } from '../finish-comparison.ts';
import { refuseDiffering } from '../held-against.ts';
import { type JunitOption, withJunit } from '../junit/write-junit.ts';
import { type CommonOptions, databaseOf, example, withDatabase } from '../options.ts';
import { finishRun } from '../run-result.ts';

interface ResumeOptions extends CommonOptions, JunitOption {
  readonly baseline?: string;
  readonly failOn?: readonly Failing[];
}

export function addCommand(program: Command): void {
  withJunit(withDatabase(program.command('resume')))
    .description('finish a run that was interrupted or cancelled; finished documents are not measured again')
    .argument('<run>', 'its id, the beginning of it, or latest')
    .option('--baseline <file>', 'of a run: hold it against this file (`rbench baseline`); worse ends with 1')
    .addOption(failOnOption('of a comparison: '))
    .addHelpText('after', example('rbench resume latest', 'rbench resume latest --baseline baseline.json --junit run.xml'))
    .addHelpText(
      'after',
      '\nExit codes: as those of `rbench run` and `rbench compare`, given the same options; a load test ends as a run of what it had\naccepted.',
    )
    .action(resume);
}

async function resume(given: string, options: ResumeOptions): Promise<void> {
  const database = databaseOf(options);
  const baseline = options.baseline === undefined ? null : readBaselineFile(options.baseline);
  const { run, kind } = known(database, given, options, baseline);
  const view = new RunView(false);
  const outcome = await withEngine(database, view.onEvent, (engine) =>
    engine.call({ call: 'resume', run, emit_contract: false }),
  ).finally(() => view.stop());
  process.exitCode =
    kind === 'compare'
      ? await finishComparison(database, () => ({ run }), options)
      : await finishRun(database, asRunOutcome(outcome), options, baseline);
}

/**
 * What fits the run is known before anything is measured.
 * @throws BenchError `run.not_found`, `run.ambiguous`, `usage.bad_option`, `baseline.documents_differ`, `store.*`
 */
function known(
  database: string,
  given: string,
  options: ResumeOptions,
  baseline: Baseline | null,
): { readonly run: string; readonly kind: RunKind } {
  const store = openStore(database, { mode: 'read' });
  try {
    const run = store.findRun(given);
    const { kind } = store.readRun(run);
    if (options.baseline !== undefined && baseline !== null) {
      if (kind !== 'run') throw new BenchError('usage.bad_option', { text: '--baseline is for a run of `rbench run`.' });
      refuseDiffering(options.baseline, baseline, store.documentsOf(run));
    }
    if (options.failOn !== undefined && kind !== 'compare')
      throw new BenchError('usage.bad_option', { text: '--fail-on is for a comparison of `rbench compare`.' });
    return { run, kind };
  } finally {
    store.close();
  }
}
