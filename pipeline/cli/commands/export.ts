/**
 * rbench export: brings results to where others keep theirs.
 */
import type { Command } from 'commander';
import { BenchError } from '../../contract/errors.ts';
import {
  type JobColumn,
  jobFacts,
  MOST_ROWS_OF_A_BATCH,
  nameOfTarget,
  type PreflightLine,
  type PushRecord,
  pushOptionsSchema,
} from '../../contract/postgres.ts';
import { ownerIsAlive } from '../../engine/owner.ts';
import { PUSH_CACHE_MEGABYTES, push } from '../../export/postgres/push.ts';
import { recordPush } from '../../export/postgres/record-push.ts';
import { keepHeapSmall } from '../../export/postgres/small-heap.ts';
import { openStore, type Store } from '../../store/store.ts';
import { withEngine } from '../engine-session.ts';
import { type CommonOptions, databaseOf, example, wholeNumber, withDatabase } from '../options.ts';
import { caution, faint, print, printJson, shortId } from '../output.ts';
import { jobColumn, namedTarget, type TargetOptions, withTargetOptions } from '../postgres-options.ts';
import { printPreflight, printPushes, printPushResult } from '../print-push.ts';
import { startProgress } from '../progress.ts';

interface PushCommandOptions extends CommonOptions, TargetOptions {
  readonly run: string;
  readonly dryRun?: boolean;
  readonly createSchema?: boolean;
  readonly jobColumn?: JobColumn[];
  readonly insertJobs: boolean;
  readonly ignoreLedger?: boolean;
  readonly batch?: number;
}

export function addCommand(program: Command): void {
  const command = program.command('export').description('bring results to where others keep theirs');
  withTargetOptions(withDatabase(command.command('postgres')))
    .description('push runs into the production table cpu_metrics, each row once however often it is done')
    .option('--run <ids>', 'by commas: ids, beginnings of them, latest, or all', 'latest')
    .option('--dry-run', 'look at everything and write nothing')
    .option('--create-schema', 'create the tables that are missing')
    .option(
      '--job-column <name=value>',
      `fills a further column of jobs: a constant, or @ and one of ${jobFacts.join(', ')}; can be given again`,
      jobColumn,
    )
    .option('--no-insert-jobs', 'insert no jobs: all must be there')
    .option('--ignore-ledger', 'send also what the server’s ledger says is there')
    .option('--batch <rows>', `jobs of a transaction, up to ${MOST_ROWS_OF_A_BATCH} (10000)`, wholeNumber)
    .addHelpText(
      'after',
      example(
        'RBENCH_POSTGRES_URL=postgresql://bench@db.example.com/production rbench export postgres --dry-run',
        'rbench export postgres --url-file ~/.rbench-url --ca ./ca.pem --run latest',
        'rbench export postgres --host db.example.com --database production --user bench --password-file - < password',
        'rbench export postgres --run all --job-column tenant_id=42 --job-column file_name=@file',
      ),
    )
    .addHelpText('after', '\nA password is never an argument. Interrupted at any point and begun again, the table ends the same.')
    .action(pushRuns);
  withDatabase(command.command('history'))
    .description('list all pushes that were made from this database, newest first')
    .action(history);
}

async function pushRuns(options: PushCommandOptions): Promise<void> {
  keepHeapSmall();
  const { target, password, remarks } = namedTarget(options);
  const store = openStore(databaseOf(options), { mode: 'read', cacheMegabytes: PUSH_CACHE_MEGABYTES });
  const stop = new AbortController();
  const onSignal = () => stop.abort(new BenchError('call.cancelled'));
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  const progress = startProgress('rows');
  const lines: PreflightLine[] = [];
  try {
    for (const remark of remarks) process.stderr.write(`${caution(remark)}\n`);
    const request = {
      target,
      password,
      runs: runsOf(store, options.run),
      options: optionsOf(options),
      isAlive: ownerIsAlive,
      signal: stop.signal,
      onPreflight: (found: { readonly lines: readonly PreflightLine[] }) => {
        lines.splice(0, lines.length, ...found.lines);
        printPreflight(found.lines);
      },
      onProgress: ({ phase, done, total }: { readonly phase: string; readonly done: number; readonly total: number }) => {
        if (total > 0) progress.update(done, total, phase);
      },
    };
    const result = await recordPush(
      request,
      (record) => keep(store.file, record),
      () => push(store, request),
    );
    progress.stop();
    if (options.json) printJson({ target: nameOfTarget(target), preflight: lines, ...result, db: store.file });
    else printPushResult(nameOfTarget(target), result);
  } finally {
    progress.stop();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    store.close();
  }
}

/** @throws BenchError `run.not_found`, `run.ambiguous`, `usage.bad_option` */
function runsOf(store: Store, given: string): string[] {
  const runs = given === 'all' ? store.listRuns({ limit: Number.MAX_SAFE_INTEGER }).map(({ id }) => id) : given.split(',');
  if (runs.length === 0) throw new BenchError('usage.bad_option', { text: 'There is no run to push; `rbench run` makes one.' });
  return [...new Set(runs.map((run) => store.findRun(run.trim())))];
}

/** @throws BenchError `usage.bad_option` */
function optionsOf(options: PushCommandOptions) {
  const parsed = pushOptionsSchema.safeParse({
    job_columns: options.jobColumn ?? [],
    insert_jobs: options.insertJobs,
    create_schema: options.createSchema ?? false,
    dry_run: options.dryRun ?? false,
    ignore_ledger: options.ignoreLedger ?? false,
    ...(options.batch === undefined ? {} : { batch_rows: options.batch }),
  });
  if (parsed.success) return parsed.data;
  throw new BenchError('usage.bad_option', { text: `--batch is a whole number from 1 to ${MOST_ROWS_OF_A_BATCH}.` });
}

/** A database that may only be read can be pushed all the same. */
async function keep(database: string, push: PushRecord): Promise<void> {
  await withEngine(
    database,
    () => undefined,
    (engine) => engine.call({ call: 'keep_push', push }),
  ).catch((thrown: unknown) => {
    process.stderr.write(`${faint(`The history was not kept: ${BenchError.wrap(thrown).message}`)}\n`);
  });
}

function history(options: CommonOptions): void {
  const store = openStore(databaseOf(options), { mode: 'read' });
  try {
    const pushes = store.listPushes(Number.MAX_SAFE_INTEGER);
    if (options.json) printJson({ pushes, db: store.file });
    else if (pushes.length === 0) print(`Nothing was pushed from ${store.file}.`);
    else printPushes(pushes, shortId);
  } finally {
    store.close();
  }
}
