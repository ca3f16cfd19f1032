/**
 * The engine, killed again and again while it works through runs of quick jobs: its store, its commits and its workers' processes
 * are the real ones. What it tells of a finished job is what `rbench run --emit ndjson` prints. After each kill the database is
 * looked at, and the next engine goes on with it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { reasonOf } from '../../pipeline/contract/errors.ts';
import { defaultSettings } from '../../pipeline/contract/settings.ts';
import { EngineClient } from '../../pipeline/engine/client.ts';
import { nodeOnly } from '../../pipeline/engine/worker-hosts.ts';
import { sleep } from '../../pipeline/measure/clock.ts';
import { nodeHost, type ProcessHost } from '../../pipeline/process/host.ts';
import { audit, type Books, booksIfAny, nothingTold, type Told } from './books.ts';
import { Chance, seedOf } from './chance.ts';
import { inLanes } from './lanes.ts';
import { killAll, leftAfter, MARK, signal as send } from './processes.ts';
import type { Trial } from './trial.ts';

export interface EngineKillsOptions {
  readonly kills: number;
  /** Databases at a time. */
  readonly lanes: number;
  readonly documents: string;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly onKill: () => void;
  /** The engine's program. */
  readonly entry?: URL;
}

const quickEngine = new URL('./quick/quick-engine.ts', import.meta.url);
const JOBS_OF_A_RUN = 60;
/** Then a fresh one is begun: the larger a database is, the longer each look at it takes. */
const KILLS_OF_A_DATABASE = 25;
/** A moment counts from the engine's start, or from a job that it told of. */
const LATEST_IN_START_MS = 600;
const MOST_TOLD = 40;
const LATEST_AFTER_TOLD_MS = 30;
const LEAVE_MS = 25_000;
/** So many engines that ended by themselves since the last one that told of a job: the next one will as well. */
const MOST_MISSES = 10;

/** One trial for each kill. At the end of each database what is left is done, and all is looked at again. */
export async function killEngines({ kills, lanes, seed, ...options }: EngineKillsOptions): Promise<Trial[]> {
  const databases = Array.from({ length: Math.ceil(kills / KILLS_OF_A_DATABASE) }, (_, database) => () => {
    const first = database * KILLS_OF_A_DATABASE;
    const own = { kills: Math.min(KILLS_OF_A_DATABASE, kills - first), seed: seedOf(seed, 'engine-kills', database) };
    return killOverOneDatabase({ ...options, ...own });
  });
  return (await inLanes(lanes, databases)).flat();
}

async function killOverOneDatabase({
  kills,
  documents,
  seed,
  signal,
  onKill,
  entry = quickEngine,
}: Omit<EngineKillsOptions, 'lanes'>): Promise<Trial[]> {
  const trials: Trial[] = [];
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-torture-'));
  const database = new KilledDatabase({ folder, documents, entry, chance: new Chance(seed) });
  const stop = () => database.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    let misses = 0;
    for (let killed = 0; killed < kills && !signal.aborted; ) {
      const trial = await database.kill();
      if (signal.aborted) break;
      if (trial.acknowledged > 0) misses = 0;
      else if (!trial.isStruck) misses += 1;
      trials.push(misses < MOST_MISSES ? trial : withWrong(trial, database.whyNotStruck(misses)));
      if (!trial.isStruck && (trial.wrong.length > 0 || misses >= MOST_MISSES)) break;
      if (!trial.isStruck) continue;
      killed += 1;
      onKill();
    }
    if (signal.aborted) return trials;
    const last = trials.pop();
    const end = await database.finish();
    return [...trials, last === undefined ? end : joined(last, end)];
  } finally {
    signal.removeEventListener('abort', stop);
    database.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

const withWrong = (trial: Trial, sentence: string): Trial => ({ ...trial, wrong: [...trial.wrong, sentence] });

/** The last kill over a database, with what the look at its end found. */
const joined = (kill: Trial, end: Trial): Trial => ({
  ...kill,
  acknowledged: kill.acknowledged + end.acknowledged,
  lost: kill.lost + end.lost,
  twice: kill.twice + end.twice,
  resumed: kill.resumed + end.resumed,
  wrong: [...new Set([...kill.wrong, ...end.wrong])],
});

interface KilledDatabaseOptions {
  readonly folder: string;
  readonly documents: string;
  readonly entry: URL;
  readonly chance: Chance;
}

class KilledDatabase {
  readonly #file: string;
  readonly #folder: string;
  readonly #documents: string;
  readonly #entry: URL;
  readonly #chance: Chance;
  readonly #mark: string;
  readonly #told: string[] = [];
  #before: Books | null = null;
  #lastReason = '';

  constructor({ folder, documents, entry, chance }: KilledDatabaseOptions) {
    this.#folder = folder;
    this.#file = path.join(folder, 'bench.sqlite');
    this.#documents = documents;
    this.#entry = entry;
    this.#chance = chance;
    this.#mark = path.basename(folder);
  }

  stop(): void {
    killAll(this.#mark);
  }

  async kill(): Promise<Trial> {
    const told = this.#told.length;
    const isInStart = this.#chance.between(0, 4) === 0;
    const wanted = told + this.#chance.between(0, MOST_TOLD);
    const engine = this.#start();
    if (isInStart) await sleep(this.#chance.between(0, LATEST_IN_START_MS));
    else {
      while (this.#told.length < wanted && !engine.isGone()) await sleep(1);
      await sleep(this.#chance.between(0, LATEST_AFTER_TOLD_MS));
    }
    const isStruck = !engine.isGone() && send(engine.pid(), 'SIGKILL');
    await engine.gone;
    return this.#look({ isStruck, end: 'engine.died', acknowledged: this.#told.length - told, isLast: false });
  }

  whyNotStruck(misses: number): string {
    return `${misses} engines told of nothing and ended before they could be struck, the last one so: ${this.#lastReason}`;
  }

  /** All that is begun is brought to its end. */
  async finish(): Promise<Trial> {
    const told = this.#told.length;
    const engine = this.#start('once');
    await engine.gone;
    return this.#look({ isStruck: false, end: 'done', acknowledged: this.#told.length - told, isLast: true });
  }

  /** Works until it is killed, run after run, or `once` on what is left. */
  #start(until: 'killed' | 'once' = 'killed') {
    let pid: number | undefined;
    let isGone = false;
    const plain = nodeHost();
    const host: ProcessHost = {
      kind: plain.kind,
      start: (what, events) => {
        process.env[MARK] = this.#mark;
        const started = plain.start(what, events);
        delete process.env[MARK];
        pid = started.pid;
        return started;
      },
    };
    const gone = this.#work(host, until)
      .catch((thrown: unknown) => {
        this.#lastReason = reasonOf(thrown);
      })
      .then(() => {
        isGone = true;
      });
    return { gone, isGone: () => isGone, pid: () => pid ?? 0 };
  }

  async #work(host: ProcessHost, until: 'killed' | 'once'): Promise<void> {
    const client = await EngineClient.start({
      host,
      entry: this.#entry,
      database: this.#file,
      hosts: nodeOnly,
      onEvent: (event) => {
        if (event.event === 'contract') this.#told.push(event.contract.job_id);
      },
    });
    try {
      const open = this.#before?.runs.find(({ state }) => state !== 'completed');
      if (open !== undefined) await client.call({ call: 'resume', run: open.id, emit_contract: true });
      while (until === 'killed') await client.call({ call: 'run', request: this.#request });
    } finally {
      client.close();
    }
  }

  get #request() {
    return {
      name: '',
      documents: this.#documents,
      selection: 'all' as const,
      count: JOBS_OF_A_RUN,
      settings: { ...defaultSettings, workers: 2 },
      results: this.#folder,
      emit_contract: true,
    };
  }

  async #look({
    isStruck,
    end,
    acknowledged,
    isLast,
  }: Pick<Trial, 'isStruck' | 'end' | 'acknowledged'> & { isLast: boolean }): Promise<Trial> {
    const began = performance.now();
    const left = await leftAfter(this.#mark, LEAVE_MS);
    const books = booksIfAny(this.#file);
    const told: Told = { ...nothingTold, succeeded: this.#told };
    const account = books === null ? { wrong: [], lost: this.#told.length, twice: 0 } : audit(books, told, this.#before);
    const resumed = [...(this.#before?.jobs.values() ?? [])].filter(
      ({ id, state }) => (state === 'queued' || state === 'running') && books?.jobs.get(id)?.state === 'succeeded',
    ).length;
    this.#before = books;
    const states = [...(books?.jobs.values() ?? [])];
    const undone = isLast ? states.filter(({ state }) => state !== 'succeeded').length : 0;
    return {
      ...account,
      isStruck,
      means: '',
      end,
      acknowledged,
      resumed,
      failed: {},
      wrong: [
        ...account.wrong,
        ...(books === null && this.#told.length > 0 ? ['the database is gone'] : []),
        ...(left.length > 0 ? [`processes were left behind: ${left.map(({ part }) => part).join(', ')}`] : []),
        ...(undone > 0 ? [`${undone} jobs are not done in the end`] : []),
      ],
      seconds: (performance.now() - began) / 1000,
    };
  }
}
