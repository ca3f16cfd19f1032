/**
 * rbench resume: finishes a run that was stopped.
 */
import type { Command } from 'commander';
import { asRunOutcome, RunView, withEngine } from '../engine-session.ts';
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
  process.exitCode = finishRun(database, asRunOutcome(outcome), options);
}
