/**
 * The processes of a trial: found by a mark in their environment, which every process hands on to those that it starts, so that
 * one whose parent was killed is found as well. Linux only.
 */
import { readdirSync } from 'node:fs';
import { sleep } from '../../pipeline/measure/clock.ts';
import { isAlive, readOrNull } from '../../pipeline/measure/proc-stat.ts';

export const MARK = 'RBENCH_TORTURE_MARK';

/** What a process is there for. `machine`: one that joined a shared queue, `rbench worker`. */
export type Part = 'front' | 'engine' | 'worker' | 'generator' | 'machine';

export interface Found {
  readonly pid: number;
  readonly part: Part;
}

const entries: readonly (readonly [entry: RegExp, part: Part])[] = [
  [/cli\/main\.ts worker\b/, 'machine'],
  [/cli\/main\.ts /, 'front'],
  [/(quick-|engine\/main)/, 'engine'],
  [/load\/generator\/main\.ts/, 'generator'],
];

/** In the order of their ids. */
export function processesOf(mark: string): Found[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && hasMark(pid, mark) && isAlive(pid, null))
    .map((pid) => ({ pid, part: partOf(pid) }));
}

const hasMark = (pid: number, mark: string): boolean =>
  readOrNull(`/proc/${pid}/environ`)?.split('\0').includes(`${MARK}=${mark}`) ?? false;

function partOf(pid: number): Part {
  const command = (readOrNull(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ');
  if (/worker\/main\.ts|quick-worker\.ts/.test(command)) return 'worker';
  return entries.find(([entry]) => entry.test(command))?.[1] ?? 'worker';
}

/** False where it had ended by itself: that moment is one of the random ones. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

const LOOK_EVERY_MS = 50;

/** Those that are still there after so long. */
export async function leftAfter(mark: string, milliseconds: number): Promise<Found[]> {
  const until = performance.now() + milliseconds;
  for (;;) {
    const left = processesOf(mark);
    if (left.length === 0 || performance.now() > until) return left;
    await sleep(LOOK_EVERY_MS);
  }
}

/** Ends whatever is left of a trial, stopped processes included. */
export function killAll(mark: string): void {
  for (let round = 0; round < 3; round += 1) for (const { pid } of processesOf(mark)) signal(pid, 'SIGKILL');
}
