/**
 * rbench delete: removes a run with everything that was measured and written for it.
 */
import type { Command } from 'commander';
import { withEngine } from '../engine-session.ts';
import { type CommonOptions, databaseOf, example, withDatabase } from '../options.ts';
import { print, printJson } from '../output.ts';

export function addCommand(program: Command): void {
  withDatabase(program.command('delete'))
    .description('delete a run, its measurements and the images it wrote')
    .argument('<run>', 'its id, or the beginning of it')
    .addHelpText('after', example('rbench delete 3f2a'))
    .action(deleteRun);
}

async function deleteRun(run: string, options: CommonOptions): Promise<void> {
  const outcome = await withEngine(
    databaseOf(options),
    () => undefined,
    (engine) => engine.call({ call: 'delete', run }),
  );
  if (options.json) printJson(outcome);
  else if (outcome !== null && 'deleted' in outcome) print(`Deleted run ${outcome.deleted}.`);
}
