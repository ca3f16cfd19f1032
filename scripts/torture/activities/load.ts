/** `rbench load` with its own generator, and the same with each row written to Postgres as it ends. */

import { cpuMetricsTable, jobsTable } from '../../../pipeline/export/postgres/migration.ts';
import { freshDatabase, rowsHere, rowsThere } from '../../../pipeline/export/postgres/testing/pushed.ts';
import type { PostgresServer } from '../../../pipeline/export/postgres/testing/server.ts';
import { openStore } from '../../../pipeline/store/store.ts';
import { rbench } from '../../testing/rbench.ts';
import { type Books, nothingTold } from '../books.ts';
import { command, start } from '../command.ts';
import type { Ground } from '../ground.ts';
import type { Activity } from './activity.ts';
import { JobsWork, type JobsWorkOptions } from './jobs.ts';
import { serverEnvironment } from './server.ts';

const RATE = 12;
const SECONDS = 4;
const loadWords = ['--profile', 'constant', '--rate', String(RATE), '--seconds', String(SECONDS)];
const ARRIVALS = RATE * SECONDS;

export const loadActivity: Activity = {
  name: 'load',
  title: 'load test',
  needsServer: false,
  begin: async (ground) => loadWork(ground),
};

export const loadPostgresActivity: Activity = {
  name: 'load-postgres',
  title: 'load test that writes rows to Postgres',
  needsServer: true,
  async begin(ground, server) {
    if (server === null) throw new Error('This activity needs a server.');
    const database = await freshDatabase(server, `${jobsTable};\n${cpuMetricsTable}`);
    Object.assign(ground.environment, serverEnvironment(server, database));
    return loadWork(ground, ['--postgres', '--tls', 'disable'], { rows: () => wrongRows(ground, server, database) });
  },
};

/** @param more of how its jobs are worked on, where that is not here */
export function loadWork(
  ground: Ground,
  words: readonly string[] = [],
  { rows, ...more }: Pick<JobsWorkOptions, 'afterwards' | 'hasOutputs'> & { readonly rows?: () => Promise<string[]> } = {},
): JobsWork {
  const common = ['--docs', ground.documents, '--json', '--workers', '2', '--db', ground.database];
  const front = start(ground, 'load', ...common, ...loadWords, ...words);
  return new JobsWork({
    ground,
    front,
    told: () => nothingTold,
    aim: ground.chance.between(1, ARRIVALS / 3),
    more: async (books) => [...(await wrongArrivals(ground, books)), ...((await rows?.()) ?? [])],
    ...more,
  });
}

/** A push brings what the pool could not write; then the server has each row of the test once. */
async function wrongRows(ground: Ground, server: PostgresServer, database: string): Promise<string[]> {
  const pushed = await command(
    ground,
    'export',
    'postgres',
    '--run',
    'latest',
    '--tls',
    'disable',
    '--create-schema',
    '--db',
    ground.database,
  );
  if (pushed !== 'done') return [`the push after it ended with ${pushed}`];
  const store = openStore(ground.database, { mode: 'read' });
  const here = rowsHere(store, [store.findRun('latest')]).map((row) => JSON.stringify(row));
  store.close();
  const there = (await rowsThere(server, database)).map((row) => JSON.stringify(row));
  return here.join() === there.join() ? [] : [`the server has ${there.length} rows and the database ${here.length}, or others`];
}

interface PrintedLoad {
  readonly arrivals: Record<'arrived' | 'completed' | 'failed' | 'rejected' | 'in_flight' | 'unsent', number>;
}

/** As the command itself adds them up, and as the arrivals stand in the database. */
export async function wrongArrivals(ground: Ground, books: Books): Promise<string[]> {
  const { stdout, stderr } = await rbench(['load', '--run', 'latest', '--json', '--db', ground.database], {
    environment: ground.environment,
  });
  if (!stdout.startsWith('{')) return [`the load test cannot be shown: ${stderr.slice(-200)}`];
  const { arrivals } = JSON.parse(stdout) as PrintedLoad;
  if (arrivals === undefined) return [`the load test cannot be shown: ${stdout.slice(0, 200)}`];
  const { arrived, completed, failed, rejected, in_flight, unsent } = arrivals;
  const wrong: string[] = [];
  if (arrived !== completed + failed + rejected + in_flight) wrong.push(`arrivals do not add up: ${JSON.stringify(arrivals)}`);
  if (arrived + unsent !== books.arrivals.length)
    wrong.push(`${books.arrivals.length} arrivals were planned, ${arrived + unsent} are told`);
  const open = books.arrivals.filter(({ jobId, outcome }) => jobId !== null && outcome === 'planned').length;
  if (open > 0) wrong.push(`${open} arrivals have a job and are called planned`);
  return wrong;
}
