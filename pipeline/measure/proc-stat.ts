/**
 * What Linux itself says a process has burnt: the outside view that the inside measurement is checked against. Elsewhere these
 * answer null, and the check reads "not measured".
 */
import { readFileSync } from 'node:fs';
import type { CpuTime } from '../contract/spans.ts';

/** The kernel shows these times in ticks of USER_HZ, which is 100 on every Linux that Node runs on. */
export const MICROSECONDS_PER_TICK = 10_000;

export interface ProcessAccount {
  /** All threads, exited ones too. */
  readonly own: CpuTime;
  /** Child processes that ended and were waited for. */
  readonly children: CpuTime;
  /** Start of the process in ticks since boot: with the pid it names one process for ever. */
  readonly startTicks: number;
  /** It has ended and waits for its parent to take note. */
  readonly zombie: boolean;
}

/** Reads `/proc/<pid>/stat` (proc(5)); null where it is not there. */
export function readProcessAccount(pid: number | 'self'): ProcessAccount | null {
  const text = readOrNull(`/proc/${pid}/stat`);
  return text === null ? null : parseProcessStat(text);
}

export function parseProcessStat(text: string): ProcessAccount | null {
  // The command stands in parentheses and may hold spaces and parentheses itself: the fields follow its last one.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const state = fields[0];
  const ticks = (place: number) => Number(fields[place - 3]);
  const times = [14, 15, 16, 17, 22].map(ticks);
  if (times.some((value) => !Number.isFinite(value))) return null;
  const [user = 0, system = 0, childUser = 0, childSystem = 0, startTicks = 0] = times;
  const cpu = (userTicks: number, systemTicks: number): CpuTime => ({
    user_us: userTicks * MICROSECONDS_PER_TICK,
    system_us: systemTicks * MICROSECONDS_PER_TICK,
  });
  return { own: cpu(user, system), children: cpu(childUser, childSystem), startTicks, zombie: state === 'Z' || state === 'X' };
}

/** Whether the process that had this pid and start is still running; `startTicks` null where the system does not tell. */
export function isAlive(pid: number, startTicks: number | null): boolean {
  const account = readProcessAccount(pid);
  // A killed process whose parent is gone too may stay a zombie for as long as the machine runs.
  if (account !== null) return !account.zombie && (startTicks === null || account.startTicks === startTicks);
  if (process.platform === 'linux') return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Text of a file of the system, or null where there is none. */
export function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
