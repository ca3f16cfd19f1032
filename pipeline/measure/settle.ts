/**
 * Waits until the threads that a stage started are idle, so that what they still burn belongs to that stage and not to the
 * next one. libvips and tesseract.js answer a moment before their threads rest.
 */
import { readdirSync } from 'node:fs';
import type { Microseconds } from '../contract/units.ts';
import { nowMicroseconds, sleep } from './clock.ts';
import { otherThreadsCpu } from './cpu.ts';
import { readOrNull } from './proc-stat.ts';

/** Where thread states cannot be read: threads that burn less than this in a check of a millisecond or two are idle. */
const IDLE_US = 150;
/**
 * A pool that spins for ever (onnxruntime can) must not hang the job; it is reported instead. The limit is CPU and not time:
 * on a machine with more threads than cores, honest work waits long for its turn.
 */
const GIVE_UP_US = 1_000_000;
/** A look costs CPU, which the stage pays: a long wait looks less often. */
const LONGEST_WAIT_MS = 64;

export interface Settled {
  /** When the threads were last seen busy: the true end of the stage. */
  readonly endedAt: Microseconds;
  /** False when threads went on burning and were not waited for any longer. */
  readonly idle: boolean;
  /** CPU that threads other than this one burnt meanwhile: a pool that spins before it sleeps. */
  readonly burnt_us: Microseconds;
}

export async function waitUntilThreadsIdle(): Promise<Settled> {
  const burntAtReturn = otherThreadsCpu();
  const burnt = () => Math.max(0, Math.round(otherThreadsCpu() - burntAtReturn));
  let endedAt = nowMicroseconds();
  let wait = 1;
  let busy: readonly string[] | null = null;
  for (;;) {
    busy = await busyThreads(busy);
    if (busy.length === 0) return { endedAt, idle: true, burnt_us: burnt() };
    endedAt = nowMicroseconds();
    if (burnt() > GIVE_UP_US) return { endedAt, idle: false, burnt_us: burnt() };
    await sleep(wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}

/**
 * The other threads that run or wait for a core. On Linux a thread's state tells at once, also on a machine with more threads
 * than cores, where a busy one may burn nothing for milliseconds while it waits for its turn.
 * @param suspects those that were busy at the last look: while one of them still is, the rest need no look
 */
async function busyThreads(suspects: readonly string[] | null): Promise<readonly string[]> {
  if (process.platform !== 'linux') {
    const before = otherThreadsCpu();
    await sleep(1);
    return otherThreadsCpu() - before >= IDLE_US ? ['some'] : [];
  }
  const stillBusy = (suspects ?? []).filter(isRunning);
  return stillBusy.length > 0
    ? stillBusy
    : readdirSync('/proc/self/task')
        .filter((thread) => Number(thread) !== process.pid)
        .filter(isRunning);
}

/** The state stands after the command, which is in parentheses and may hold any character (proc(5)). */
function isRunning(thread: string): boolean {
  const stat = readOrNull(`/proc/self/task/${thread}/stat`) ?? '';
  return stat.charAt(stat.lastIndexOf(')') + 2) === 'R';
}
