/**
 * rbench worker: joins a queue that machines share.
 */

import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import { plural } from '../../contract/plural.ts';
import { joinQueue } from '../../engine/load/join-queue.ts';
import { clientOptions } from '../../export/postgres/connection.ts';
import { translate } from '../../export/postgres/translate.ts';
import { connectQueue } from '../../load/queue/shared-connection.ts';
import { nodeHost } from '../../process/host.ts';
import { exitCodes } from '../exit.ts';
import { example, wholeNumber } from '../options.ts';
import { printJson } from '../output.ts';
import { namedTarget, type TargetOptions, withTargetOptions } from '../postgres-options.ts';

interface WorkerOptions extends TargetOptions {
  readonly workers: number;
  readonly json?: boolean;
}

/** Beside those of the workers: for asking, heartbeats and results. */
const CONNECTIONS = 4;

export function addCommand(program: Command): void {
  withTargetOptions(program.command('worker'))
    .description('take documents from a queue that machines share, until Ctrl-C; `rbench load --queue postgres` fills it')
    .addOption(new Option('--queue <kind>', 'where it is').choices(['postgres']).default('postgres'))
    .option('--workers <n>', 'worker processes', wholeNumber, availableParallelism())
    .option('--json', 'print one JSON document to stdout at the end; progress goes to stderr')
    .addHelpText('after', example('RBENCH_POSTGRES_URL=… rbench worker --queue postgres --workers 8'))
    .action(worker);
}

async function worker(options: WorkerOptions): Promise<void> {
  const { target, password } = namedTarget(options);
  const explain = (thrown: unknown, connected = true) => translate(thrown, { target, password, connected });
  const connection = await clientOptions(target, password)
    .then((config) =>
      connectQueue({ ...config, max: CONNECTIONS + options.workers }, { keeper: false, explain: (thrown) => explain(thrown) }),
    )
    .catch((thrown: unknown) => {
      throw explain(thrown, false);
    });
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(exitCodes.interrupted);
      stop.abort();
    });
  const counts = { succeeded: 0, failed: 0, given_back: 0 };
  process.stderr.write(`Waiting for documents as ${connection.host}, with ${plural(options.workers, 'worker')}.\n`);
  try {
    await joinQueue({
      connection,
      host: nodeHost(),
      workerEntry: new URL('../../worker/main.ts', import.meta.url),
      workers: options.workers,
      signal: stop.signal,
      onJob(job, outcome) {
        counts[outcome] += 1;
        process.stderr.write(`${job} ${outcome}\n`);
      },
    });
  } finally {
    await connection.close();
  }
  if (options.json === true) printJson({ host: connection.host, jobs: counts });
}
