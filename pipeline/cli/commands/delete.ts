/**
 * rbench delete: removes a run with everything that was measured and written for it.
 */
import type { Command } from 'commander';
import { BenchError } from '../../contract/errors.ts';
import { withEngine } from '../engine-session.ts';
import { type CommonOptions, databaseOf, example, withDatabase } from '../options.ts';
import { print, printJson } from '../output.ts';

/** Fewer characters are a slip of the finger, not a name. */
const SHORTEST_NAME = 4;

export function addCommand(program: Command): void {
  withDatabase(program.command('delete'))
    .description('delete a run, its measurements and the images it wrote')
    .argument('<run>', `its id, the beginning of it (${SHORTEST_NAME} characters or more), or latest`)
    .addHelpText('after', example('rbench delete 3f2a'))
    .action(deleteRun);
}

async function deleteRun(run: string, options: CommonOptions): Promise<void> {
  if (run.length < SHORTEST_NAME)
    throw new BenchError('usage.bad_option', { text: `Give at least ${SHORTEST_NAME} characters of the run to delete.` });
  const outcome = await withEngine(
    databaseOf(options),
    () => undefined,
    (engine) => engine.call({ call: 'delete', run }),
  );
  if (options.json) printJson(outcome);
  else if (outcome !== null && 'deleted' in outcome) print(`Deleted run ${outcome.deleted}.`);
}
