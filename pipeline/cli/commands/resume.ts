/**
 * rbench resume: finishes a run that was stopped.
 */
import type { Command } from 'commander';
import type { RunOutcome } from '../../contract/engine-messages.ts';
import { openStore } from '../../store/store.ts';
import { asRunOutcome, RunView, withEngine } from '../engine-session.ts';
import { finishComparison } from '../finish-comparison.ts';
import { type CommonOptions, databaseOf, example, withDatabase } from '../options.ts';
import { finishRun } from '../run-result.ts';

export function addCommand(program: Command): void {
  withDatabase(program.command('resume'))
    .description('finish a run that was interrupted or cancelled; finished documents are not measured again')
    .argument('<run>', 'its id, the beginning of it, or latest')
    .addHelpText('after', example('rbench resume latest'))
    .action(resume);
}

async function resume(run: string, options: CommonOptions): Promise<void> {
  const view = new RunView(false);
  const database = databaseOf(options);
  const outcome = await withEngine(database, view.onEvent, (engine) =>
    engine.call({ call: 'resume', run, emit_contract: false }),
  ).finally(() => view.stop());
  process.exitCode = await finishWork(database, asRunOutcome(outcome), options);
}

/** As the command that began it would have ended; of a load test, as a run of what it had accepted. */
async function finishWork(database: string, outcome: RunOutcome, options: CommonOptions): Promise<number> {
  const store = openStore(database, { mode: 'read' });
  const { kind } = store.readRun(outcome.run_id);
  store.close();
  return kind === 'compare'
    ? finishComparison(database, () => ({ run: outcome.run_id }), options)
    : finishRun(database, outcome, options);
}
