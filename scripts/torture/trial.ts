/**
 * One fault on one activity, once: begun, struck, looked at, resumed, looked at again. It is survived when nothing that was
 * acknowledged is lost or there twice, the database is whole, every command ended in a way that a script can go by, all is done
 * after one resume, and no process is left behind.
 */
import type { PostgresServer } from '../../pipeline/export/postgres/testing/server.ts';
import { sleep } from '../../pipeline/measure/clock.ts';
import type { Activity, Look } from './activities/activity.ts';
import { Chance } from './chance.ts';
import type { CommandEnd } from './command.ts';
import type { Fault } from './faults/fault.ts';
import { LATEST_MS } from './faults/kill.ts';
import { Ground } from './ground.ts';
import { killAll, leftAfter } from './processes.ts';

export interface Trial {
  /** False where the activity had ended before anything could be struck: then nothing was tried. */
  readonly isStruck: boolean;
  /** By which means, or of which kind; '' where there is but one. */
  readonly means: string;
  /** How the command ended. */
  readonly end: CommandEnd;
  readonly acknowledged: number;
  readonly lost: number;
  readonly twice: number;
  readonly resumed: number;
  readonly failed: Readonly<Record<string, number>>;
  /** Empty: survived. */
  readonly wrong: readonly string[];
  readonly seconds: number;
}

export interface TrialOptions {
  readonly fault: Fault;
  readonly activity: Activity;
  readonly server: PostgresServer | null;
  readonly shim: () => string;
  readonly documents: string;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Longer than any part of it takes on a machine that is busy with other things. */
  readonly limitMs?: number;
}

const LIMIT_MS = 180_000;
/** An engine whose command is gone takes up to twenty seconds to close its run. */
const LEAVE_MS = 25_000;

/** @throws the signal's reason when it is aborted */
export async function tryOnce({
  fault,
  activity,
  server,
  shim,
  documents,
  seed,
  signal,
  limitMs = LIMIT_MS,
}: TrialOptions): Promise<Trial> {
  const ground = await Ground.make(documents, new Chance(seed));
  const wrong: string[] = [];
  const stop = () => killAll(ground.mark);
  const within = <T>(part: Promise<T>, sentence: string) => withLimit(part, { ground, limitMs, sentence });
  signal.addEventListener('abort', stop, { once: true });
  try {
    let ended: Promise<unknown> = Promise.resolve();
    const armed = await fault.arm({
      ground,
      activity: activity.name,
      server,
      shim,
      ended: () => ended,
      complain: (sentence) => void wrong.push(sentence),
    });
    const work = await activity.begin(ground, server);
    ended = work.ended;
    armed.started?.();
    await within(work.begun(), 'it did not get to work');
    await sleep(ground.chance.between(0, LATEST_MS));
    const means = await within(armed.strike(), 'the fault itself did not end');
    const end = await within(work.ended, 'it did not end');
    signal.throwIfAborted();
    await armed.mend?.();
    if (!fault.ends.includes(end) && !(means === null && end === 'done')) wrong.push(`it ended with ${end}`);
    await noneLeft(ground, wrong);
    const first = await within(work.look(), 'the look at what is left did not end');
    const resumed = first.isOpen ? await within(work.resume(), 'the resume did not end') : 'done';
    signal.throwIfAborted();
    if (resumed !== 'done' && !(resumed === 'failed' && onlyFailures(first))) wrong.push(`the resume ended with ${resumed}`);
    await noneLeft(ground, wrong);
    const second = await within(work.lookAgain(), 'the look after the resume did not end');
    wrong.push(...first.wrong, ...second.wrong, ...wrongFailures(fault, second));
    return {
      isStruck: means !== null,
      means: means ?? '',
      end,
      acknowledged: first.acknowledged,
      lost: first.lost + second.lost,
      twice: first.twice + second.twice,
      resumed: first.left - second.left,
      failed: second.failed,
      wrong: [...new Set(wrong)],
      seconds: ground.seconds,
    };
  } finally {
    signal.removeEventListener('abort', stop);
    await ground.clear();
  }
}

/** A run of which no job ever succeeds says so with its exit code. */
const onlyFailures = ({ acknowledged }: Look): boolean => acknowledged === 0;

function wrongFailures({ failures }: Fault, { failed }: Look): string[] {
  const unexpected = Object.keys(failed).filter((code) => !failures.codes.includes(code));
  const count = Object.values(failed).reduce((sum, jobs) => sum + jobs, 0);
  return [
    ...unexpected.map((code) => `jobs failed with ${code}`),
    ...(count > failures.most ? [`${count} jobs failed, and ${failures.most} at most should have`] : []),
  ];
}

async function noneLeft(ground: Ground, wrong: string[]): Promise<void> {
  const left = await leftAfter(ground.mark, LEAVE_MS);
  if (left.length === 0) return;
  wrong.push(`processes were left behind: ${left.map(({ part }) => part).join(', ')}`);
  killAll(ground.mark);
}

interface Limit {
  readonly ground: Ground;
  readonly limitMs: number;
  readonly sentence: string;
}

/** What hangs is killed, and the trial goes no further. */
async function withLimit<T>(part: Promise<T>, { ground, limitMs, sentence }: Limit): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      killAll(ground.mark);
      reject(new Error(`${sentence} within ${limitMs / 1000} s`));
    }, limitMs);
  });
  try {
    return await Promise.race([part, late]);
  } finally {
    clearTimeout(timer);
  }
}
