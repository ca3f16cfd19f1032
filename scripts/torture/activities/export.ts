/** `rbench export postgres`: rows on the server are those of the database, each once, however often the push was broken. */
import { freshDatabase, rowsHere, rowsThere, storedRun } from '../../../pipeline/export/postgres/testing/pushed.ts';
import type { PostgresServer } from '../../../pipeline/export/postgres/testing/server.ts';
import { openStore } from '../../../pipeline/store/store.ts';
import type { Started } from '../../testing/rbench.ts';
import { readBooks, unsound } from '../books.ts';
import { type CommandEnd, command, endOf, start } from '../command.ts';
import type { Ground } from '../ground.ts';
import type { Activity, Look, Work } from './activity.ts';
import { serverEnvironment } from './server.ts';

const ROWS = 3000;
const BATCH = 20;

export const exportActivity: Activity = {
  name: 'export',
  title: 'push to Postgres',
  needsServer: true,
  async begin(ground, server) {
    if (server === null) throw new Error('This activity needs a server.');
    const database = await (ground.serverDatabase?.(server) ?? freshDatabase(server));
    Object.assign(ground.environment, serverEnvironment(server, database));
    const store = openStore(ground.database, { mode: 'write' });
    const runs = [storedRun(store, ROWS)];
    store.close();
    return new PushWork({ ground, server, database, runs });
  },
};

export const pushWords = ({ database }: Ground): string[] => [
  ...['export', 'postgres', '--db', database, '--tls', 'disable'],
  ...['--batch', String(BATCH), '--create-schema'],
];

interface PushWorkOptions {
  readonly ground: Ground;
  readonly server: PostgresServer;
  readonly database: string;
  readonly runs: readonly string[];
}

class PushWork implements Work {
  readonly ended: Promise<CommandEnd>;
  readonly #front: Started;
  readonly #options: PushWorkOptions;

  constructor(options: PushWorkOptions) {
    this.#options = options;
    this.#front = start(options.ground, ...pushWords(options.ground));
    this.ended = this.#front.ended.then(endOf);
  }

  /** Tenths of it, as its progress is told. */
  async begun(): Promise<void> {
    const { child, stderr } = this.#front;
    const wanted = this.#options.ground.chance.between(1, ROWS / 3);
    await Promise.race([
      this.ended,
      new Promise<void>((resolve) => child.stderr?.on('data', () => sentBy(stderr()) >= wanted && resolve())),
    ]);
  }

  look(): Promise<Look> {
    return this.#look(false);
  }

  resume(): Promise<CommandEnd> {
    return command(this.#options.ground, ...pushWords(this.#options.ground));
  }

  lookAgain(): Promise<Look> {
    return this.#look(true);
  }

  /** What was told to be sent is committed: the progress counts whole batches. */
  async #look(isAll: boolean): Promise<Look> {
    const { ground, server, database, runs } = this.#options;
    const store = openStore(ground.database, { mode: 'read' });
    const here = new Map(rowsHere(store, runs).map((row) => [row.id, JSON.stringify(row)]));
    store.close();
    // A push that was broken before its first batch has made no table.
    const there = await rowsThere(server, database).catch(() => []);
    const same = there.filter((row) => here.get(row.id) === JSON.stringify(row)).length;
    const acknowledged = sentBy(this.#front.stderr());
    const lost = Math.max(0, acknowledged - same);
    return {
      acknowledged,
      lost,
      twice: there.length - new Set(there.map(({ id }) => id)).size,
      left: here.size - same,
      isOpen: same < here.size,
      failed: {},
      wrong: [
        ...unsound(readBooks(ground.database)),
        ...(lost > 0 ? [`${lost} rows that were told to be sent are not on the server`] : []),
        ...(same === there.length ? [] : [`${there.length - same} rows on the server are not those of the database`]),
        ...(isAll && same !== here.size ? [`${here.size - same} rows are not on the server after a second push`] : []),
      ],
    };
  }
}

function sentBy(stderr: string): number {
  return Math.max(0, ...[...stderr.matchAll(/rows (\d+)\/\d+ · sending/g)].map(([, sent]) => Number(sent)));
}
