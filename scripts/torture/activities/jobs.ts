/** Work whose pieces are jobs in a database: runs, comparisons and load tests. */

import { sleep } from '../../../pipeline/measure/clock.ts';
import type { Started } from '../../testing/rbench.ts';
import { audit, type Books, booksIfAny, readBooks, type Told } from '../books.ts';
import { type CommandEnd, command, endOf } from '../command.ts';
import type { Ground } from '../ground.ts';
import { wrongOutputs } from '../outputs.ts';
import type { Look, Work } from './activity.ts';

export interface JobsWorkOptions {
  readonly ground: Ground;
  readonly front: Started;
  readonly told: () => Told;
  /** So many jobs have ended when it is called begun. */
  readonly aim: number;
  /** What else must hold when all is done; answers with what does not. */
  readonly more?: (books: Books) => Promise<readonly string[]>;
  /** Whether the files that jobs wrote are here; machines that join a queue keep theirs. */
  readonly hasOutputs?: boolean;
  readonly onBegun?: () => void;
  /** What has to end beside the command, once that has. */
  readonly afterwards?: () => Promise<unknown>;
}

const LOOK_EVERY_MS = 30;

export class JobsWork implements Work {
  readonly ended: Promise<CommandEnd>;
  readonly #options: JobsWorkOptions;
  #before: Books | null = null;
  #wasOpen = false;

  constructor(options: JobsWorkOptions) {
    this.#options = options;
    this.ended = options.front.ended.then(async (end) => {
      await options.afterwards?.();
      return endOf(end);
    });
  }

  async begun(): Promise<void> {
    const { ground, front, aim, onBegun } = this.#options;
    while (front.child.exitCode === null && front.child.signalCode === null && endedIn(ground.database) < aim)
      await sleep(LOOK_EVERY_MS);
    onBegun?.();
  }

  async look(): Promise<Look> {
    const { ground, told } = this.#options;
    const books = readBooks(ground.database);
    const { wrong, ...account } = audit(books, told(), null);
    const strange = books.longestSeconds > ground.seconds;
    this.#before = books;
    const figures = this.#figures(books);
    this.#wasOpen = figures.isOpen;
    return {
      ...figures,
      ...account,
      wrong: [...wrong, ...(strange ? [`a job is said to have taken ${books.longestSeconds} s`] : [])],
    };
  }

  resume(): Promise<CommandEnd> {
    return command(this.#options.ground, 'resume', 'latest', '--db', this.#options.ground.database, '--json');
  }

  async lookAgain(): Promise<Look> {
    const { ground, told, more, hasOutputs = true } = this.#options;
    const books = readBooks(ground.database);
    const { wrong, ...account } = audit(books, told(), this.#before);
    const figures = this.#figures(books);
    // A gateway is closed by Ctrl-C even when all is done.
    const ends = this.#wasOpen ? ['completed'] : ['completed', 'cancelled'];
    const states = books.runs.map(({ state }) => state).filter((state) => !ends.includes(state));
    return {
      ...figures,
      ...account,
      wrong: [
        ...wrong,
        ...(figures.left > 0 ? [`${figures.left} jobs are not done after a resume`] : []),
        ...(books.runs.length === 1 ? [] : [`there are ${books.runs.length} runs`]),
        ...states.map((state) => `after a resume the run is ${state}`),
        ...(hasOutputs ? await wrongOutputs(books) : []),
        ...((await more?.(books)) ?? []),
      ],
    };
  }

  #figures({ jobs, runs }: Books): Pick<Look, 'acknowledged' | 'left' | 'isOpen' | 'failed'> {
    const { succeeded, failed, accepted, ended } = this.#options.told();
    const failures: Record<string, number> = {};
    let left = 0;
    for (const { state, code } of jobs.values()) {
      if (state === 'queued' || state === 'running') left += 1;
      if (code !== null) failures[code] = (failures[code] ?? 0) + 1;
    }
    const isOpen = left > 0 || runs.some(({ state }) => state === 'running' || state === 'interrupted');
    const kept = [...jobs.values()].filter(({ state }) => state === 'succeeded').length;
    // Where a command names no jobs, what is acknowledged is what a look at the database has shown.
    const acknowledged = Math.max(succeeded.length + failed.length, accepted.length, ended);
    return { acknowledged: acknowledged === 0 ? kept : acknowledged, left, isOpen, failed: failures };
  }
}

/** Jobs that have ended; 0 where there is no database yet, or one that another process is just making. */
function endedIn(file: string): number {
  try {
    return [...(booksIfAny(file)?.jobs.values() ?? [])].filter(({ state }) => state === 'succeeded' || state === 'failed').length;
  } catch {
    return 0;
  }
}
