/** Every fault on every activity that it can strike, so many times, one after another; what came of it as rows of a table. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { debianBinaries, PostgresServer } from '../../pipeline/export/postgres/testing/server.ts';
import { drawDocuments } from '../testing/rbench.ts';
import type { Activity } from './activities/activity.ts';
import { activities } from './activities/index.ts';
import { seedOf } from './chance.ts';
import { killEngines } from './engine-kills.ts';
import type { Fault } from './faults/fault.ts';
import { faults } from './faults/index.ts';
import { inLanes } from './lanes.ts';
import { buildShim } from './shim/shim.ts';
import { type Trial, tryOnce } from './trial.ts';

export interface Cell {
  readonly fault: Fault;
  readonly activity: Activity;
}

export interface Row {
  readonly fault: string;
  readonly activity: string;
  /** Why it was not tried; null where it was. */
  readonly obstacle: string | null;
  readonly trials: readonly Trial[];
}

export interface CampaignOptions {
  readonly cells: readonly Cell[];
  readonly rounds: number;
  /** Of the engine, beside the cells; 0 for none. */
  readonly kills: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number, doing: string) => void;
}

/** All that can be tried. */
export const allCells: readonly Cell[] = faults.flatMap((fault) =>
  activities.filter(({ name }) => fault.on.includes(name)).map((activity) => ({ fault, activity })),
);

/** Each kind of fault once, on an activity that shows it soon. */
export const shortCells: readonly Cell[] = allCells.filter(({ fault, activity }) => fault.short === activity.name);

const DOCUMENTS = 8;
/** A trial waits for processes more than it works. */
const LANES = 2;
/** One that ended before it could be struck is begun again. */
const MOST_ATTEMPTS = 4;
const isMissed = ({ isStruck, wrong }: Trial): boolean => !isStruck && wrong.length === 0;

/** @returns the rows so far when it is stopped */
export async function runCampaign(options: CampaignOptions): Promise<Row[]> {
  const { cells, rounds, kills, seed, signal, onProgress } = options;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-torture-'));
  // Hundreds of processes would compile the same sources.
  process.env.NODE_COMPILE_CACHE = path.join(folder, 'compiled');
  const documents = path.join(folder, 'documents');
  const servers = new SharedServer();
  let library: string | null = null;
  const shim = () => {
    library ??= buildShim(folder);
    return library;
  };
  const obstacles = new Map(cells.map((cell) => [cell, obstacleOf(cell)]));
  const total = cells.filter((cell) => obstacles.get(cell) === null).length * rounds + kills;
  let done = 0;
  const tell = (doing: string) => {
    done += 1;
    onProgress(done, total, doing);
  };

  const tryCell = async ({ fault, activity }: Cell, round: number): Promise<Trial | null> => {
    if (signal.aborted) return null;
    let trial: Trial | null = null;
    for (let attempt = 0; attempt < MOST_ATTEMPTS && (trial === null || isMissed(trial)) && !signal.aborted; attempt += 1) {
      const common = { fault, activity, shim, documents, seed: seedOf(seed, fault.name, activity.name, round, attempt), signal };
      const trying = activity.needsServer
        ? servers.turn((server) => tryOnce({ ...common, server }))
        : tryOnce({ ...common, server: null });
      trial = await trying.catch(failed);
    }
    if (signal.aborted) return null;
    tell(`${fault.name} on ${activity.name}`);
    return trial;
  };

  try {
    await drawDocuments(documents, DOCUMENTS);
    onProgress(0, total, '');
    const tasks = cells.flatMap((cell) =>
      obstacles.get(cell) === null
        ? Array.from({ length: rounds }, (_, round) => async () => ({ cell, trial: await tryCell(cell, round) }))
        : [],
    );
    const trials = await inLanes(LANES, tasks);
    const rows = cells.map((cell): Row => {
      const own = trials.flatMap(({ cell: its, trial }) => (its === cell && trial !== null ? [trial] : []));
      return { fault: cell.fault.title, activity: cell.activity.title, obstacle: obstacles.get(cell) ?? null, trials: own };
    });
    if (kills > 0) {
      const killed = await killEngines({ kills, lanes: LANES, documents, seed, signal, onKill: () => tell('engine-kills') });
      rows.push({
        fault: 'SIGKILL of the engine, again and again',
        activity: 'run of quick jobs',
        obstacle: null,
        trials: killed,
      });
    }
    return rows.filter(({ obstacle, trials: own }) => obstacle !== null || own.length > 0);
  } finally {
    await servers.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

const obstacleOf = ({ fault, activity }: Cell): string | null =>
  fault.obstacle() ?? (activity.needsServer ? serverObstacle() : null);

/** One server for all, started when first needed; one trial at a time has it, for it may be killed in it. */
class SharedServer {
  #last: Promise<unknown> = Promise.resolve();
  #server: PostgresServer | null = null;

  turn<T>(work: (server: PostgresServer) => Promise<T>): Promise<T> {
    const mine = this.#last.then(async () => {
      this.#server ??= await startServer();
      return work(this.#server);
    });
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  async stop(): Promise<void> {
    await this.#last;
    await this.#server?.stop();
  }
}

const serverObstacle = (): string | null =>
  debianBinaries() === null ? 'there is no Postgres server (Debian’s package postgresql)' : null;

async function startServer(): Promise<PostgresServer> {
  const binaries = debianBinaries();
  if (binaries === null) throw new Error('There is no Postgres server.');
  return PostgresServer.start(binaries);
}

/** A trial that could not be brought to its end was not survived. */
const failed = (thrown: unknown): Trial => ({
  isStruck: true,
  means: '',
  end: '',
  acknowledged: 0,
  lost: 0,
  twice: 0,
  resumed: 0,
  failed: {},
  wrong: [thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)],
  seconds: 0,
});
