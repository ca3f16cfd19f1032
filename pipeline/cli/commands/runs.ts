/**
 * rbench runs: the history.
 */
import type { Command } from 'commander';
import { ownerIsAlive } from '../../engine/owner.ts';
import { stateNow } from '../../engine/run-state.ts';
import { openStore } from '../../store/store.ts';
import { type CommonOptions, databaseOf, example, wholeNumber, withDatabase } from '../options.ts';
import { print, printJson, seconds, shortId, table } from '../output.ts';

interface RunsOptions extends CommonOptions {
  readonly limit: number;
  readonly search?: string;
}

export function addCommand(program: Command): void {
  withDatabase(program.command('runs'))
    .description('list the runs, newest first')
    .option('--limit <n>', 'how many', wholeNumber, 20)
    .option('--search <text>', 'only those with this in their id, name, tags or notes')
    .addHelpText('after', example('rbench runs --limit 5', 'rbench runs --search baseline --json'))
    .action(runs);
}

function runs(options: RunsOptions): void {
  const store = openStore(databaseOf(options), { mode: 'read' });
  try {
    if (store.notice !== null) process.stderr.write(`${store.notice}\n`);
    const found = store
      .listRuns({ limit: options.limit, ...(options.search === undefined ? {} : { search: options.search }) })
      .map((run) => ({ ...run, state: stateNow(run, ownerIsAlive) }));
    if (options.json) return printJson({ db: store.file, runs: found });
    if (found.length === 0)
      return print(options.search === undefined ? 'No runs yet; `rbench run` makes one.' : `No run fits “${options.search}”.`);
    print(
      table(
        [
          { title: 'run', align: 'left' },
          { title: 'begun (UTC)', align: 'left' },
          { title: 'kind', align: 'left' },
          { title: 'state', align: 'left' },
          { title: 'documents' },
          { title: 'failed' },
          { title: 'fast CPU s' },
          { title: 'standard CPU s' },
          { title: 'name', align: 'left' },
        ],
        found.map(({ id, kind, created_at, state, summary, name }) => [
          shortId(id),
          created_at.slice(0, 19).replace('T', ' '),
          kind,
          state,
          summary === null
            ? '–'
            : `${summary.jobs.succeeded + summary.jobs.failed}/${Object.values(summary.jobs).reduce((sum, jobs) => sum + jobs, 0)}`,
          summary?.jobs.failed ?? '–',
          // A mean over the sides of a comparison would be one of nothing.
          seconds(kind === 'compare' ? null : (summary?.cpu_per_doc.fast ?? null)),
          seconds(kind === 'compare' ? null : (summary?.cpu_per_doc.standard ?? null)),
          name,
        ]),
      ),
    );
  } finally {
    store.close();
  }
}
