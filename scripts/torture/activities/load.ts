/** `rbench load` with its own generator, and the same with each row written to Postgres as it ends. */

import { cpuMetricsTable, jobsTable } from '../../../pipeline/export/postgres/migration.ts';
import { freshDatabase } from '../../../pipeline/export/postgres/testing/pushed.ts';
import type { PostgresServer } from '../../../pipeline/export/postgres/testing/server.ts';
import { rbench } from '../../testing/rbench.ts';
import { type Books, nothingTold } from '../books.ts';
import { start } from '../command.ts';
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
    const database = await tables(server);
    Object.assign(ground.environment, serverEnvironment(server, database));
    return loadWork(ground, ['--postgres', '--tls', 'disable']);
  },
};

/** @param more of how its jobs are worked on, where that is not here */
export function loadWork(
  ground: Ground,
  words: readonly string[] = [],
  more: Pick<JobsWorkOptions, 'afterwards' | 'hasOutputs'> = {},
): JobsWork {
  const common = ['--docs', ground.documents, '--json', '--workers', '2', '--db', ground.database];
  const front = start(ground, 'load', ...common, ...loadWords, ...words);
  return new JobsWork({
    ground,
    front,
    told: () => nothingTold,
    aim: ground.chance.between(1, ARRIVALS / 3),
    more: (books) => wrongArrivals(ground, books),
    ...more,
  });
}

async function tables(server: PostgresServer | null): Promise<string> {
  if (server === null) throw new Error('This activity needs a server.');
  return freshDatabase(server, `${jobsTable};\n${cpuMetricsTable}`);
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
