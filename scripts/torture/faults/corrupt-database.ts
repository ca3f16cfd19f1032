/**
 * The database is damaged after a kill: each command says so with a code and leaves a file that is none of its own as it was. A
 * damaged write-ahead log costs what stood in it and nothing else. Then all is as it was: the copy that a person is told to
 * restore, with the files beside it, for a resume over a damaged database takes away those that it knows nothing of.
 */
import { createHash } from 'node:crypto';
import { cp, open, readFile, rename, rm, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { freshDatabase } from '../../../pipeline/export/postgres/testing/pushed.ts';
import { pushWords } from '../activities/export.ts';
import { serverEnvironment } from '../activities/server.ts';
import { audit, nothingTold, readBooks, unsound } from '../books.ts';
import type { Chance } from '../chance.ts';
import { type CommandEnd, command } from '../command.ts';
import { leftAfter } from '../processes.ts';
import { type Fault, noFailures, none, type Site } from './fault.ts';
import { strikeAll } from './kill.ts';

const PAGE = 4096;
const LEAVE_MS = 5000;
const noDatabase: readonly CommandEnd[] = ['store.not_a_database', 'store.corrupt'];

interface Damage {
  readonly title: string;
  /** How reading it may end, and how writing it. */
  readonly reads: readonly CommandEnd[];
  readonly writes: readonly CommandEnd[];
  /** Nobody has written to the file afterwards. */
  readonly staysAsItIs: boolean;
  readonly logIsFolded: boolean;
  do(file: string, chance: Chance): Promise<void>;
}

const damages: readonly Damage[] = [
  {
    title: 'garbage header',
    reads: noDatabase,
    writes: noDatabase,
    staysAsItIs: true,
    logIsFolded: true,
    do: (file) => overwrite(file, 0, 100),
  },
  {
    title: 'garbage pages',
    reads: ['store.corrupt'],
    writes: ['store.corrupt'],
    staysAsItIs: false,
    logIsFolded: true,
    do: async (file) => overwrite(file, PAGE, (await stat(file)).size - PAGE),
  },
  {
    title: 'some flipped bytes',
    reads: ['store.corrupt', 'done', 'failed'],
    writes: ['store.corrupt', 'done', 'failed', 'run.nothing_to_resume', 'run.documents_changed'],
    staysAsItIs: false,
    logIsFolded: true,
    async do(file, chance) {
      const { size } = await stat(file);
      for (let flip = 0; flip < 40; flip += 1) await overwrite(file, chance.between(PAGE, size - 1), 1);
    },
  },
  {
    title: 'cut short',
    reads: ['store.corrupt', 'done'],
    writes: ['store.corrupt', 'done', 'failed'],
    staysAsItIs: false,
    logIsFolded: true,
    do: async (file, chance) => truncate(file, PAGE * chance.between(2, (await stat(file)).size / PAGE - 1)),
  },
  {
    title: 'cut log',
    reads: ['done'],
    writes: ['done'],
    staysAsItIs: false,
    logIsFolded: false,
    async do(file, chance) {
      const { size } = await stat(`${file}-wal`);
      await truncate(`${file}-wal`, chance.between(Math.floor(size / 2), size - 1));
    },
  },
  {
    title: 'garbage at the end of the log',
    reads: ['done'],
    writes: ['done'],
    staysAsItIs: false,
    logIsFolded: false,
    async do(file, chance) {
      const { size } = await stat(`${file}-wal`);
      const place = chance.between(Math.floor(size / 2), size - 1);
      await overwrite(`${file}-wal`, place, size - place);
    },
  },
];

async function overwrite(file: string, place: number, bytes: number): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(bytes, 0xa5), 0, bytes, place);
  await handle.close();
}

export const corruptDatabase: Fault = {
  name: 'corrupt-database',
  title: 'corrupt database',
  on: ['run', 'compare', 'load', 'gateway', 'export'],
  short: 'compare',
  ends: ['killed'],
  failures: noFailures,
  obstacle: none,
  arm: async (site) => ({
    async strike() {
      const { ground, ended } = site;
      if (!strikeAll(ground.mark)) return null;
      await ended();
      await leftAfter(ground.mark, LEAVE_MS);
      const hasLog = await stat(`${ground.database}-wal`).then(
        ({ size }) => size > 0,
        () => false,
      );
      const damage = ground.chance.oneOf(damages.filter(({ logIsFolded }) => logIsFolded || hasLog));
      const whole = path.join(ground.folder, 'whole');
      await cp(ground.disk, whole, { recursive: true });
      await tryDamage(site, damage);
      await rm(ground.disk, { recursive: true });
      await rename(whole, ground.disk);
      return damage.title;
    },
  }),
};

async function tryDamage(site: Site, damage: Damage): Promise<void> {
  const { ground, complain } = site;
  const file = ground.database;
  if (damage.logIsFolded) fold(file);
  await damage.do(file, ground.chance);
  const before = await hashOf(file);
  const read = await command(ground, 'runs', '--db', file, '--json');
  if (!damage.reads.includes(read)) complain(`${damage.title}: \`rbench runs\` ended with ${read}`);
  const { ends, words, environment } = await goingOn(site, damage);
  const written = await command({ environment }, ...words);
  if (!ends.includes(written)) complain(`${damage.title}: \`rbench ${words[0]}\` ended with ${written}`);
  if (damage.staysAsItIs && (await hashOf(file)) !== before) complain(`${damage.title}: the file was written to`);
  if (damage.logIsFolded) return;
  const books = readBooks(file);
  // What is pushed was put there for it: jobs with measurements and no results.
  const wrong = site.activity === 'export' ? unsound(books) : audit(books, nothingTold, null).wrong;
  for (const sentence of wrong) complain(`${damage.title}: ${sentence}`);
}

/** How a person goes on with what was begun. A push over a damaged database has a server's database of its own to spoil. */
async function goingOn({ ground, activity, server }: Site, damage: Damage) {
  const { environment } = ground;
  if (activity !== 'export' || server === null)
    return { ends: damage.writes, words: ['resume', 'latest', '--db', ground.database, '--json'], environment };
  const elsewhere = serverEnvironment(server, await freshDatabase(server));
  return { ends: damage.reads, words: pushWords(ground), environment: { ...environment, ...elsewhere } };
}

/** So that the damage is to what is read, and not to what a log beside it makes good. */
function fold(file: string): void {
  const database = new Database(file);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}

const hashOf = async (file: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
