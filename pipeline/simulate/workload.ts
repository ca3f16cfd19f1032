/**
 * What a job asks of a machine: phases one after another, each either a wait that no core is needed for, or CPU work on so many
 * threads. Held in columns, because a simulation reads them some hundred thousand times a second.
 */
import type { Seconds } from '../contract/units.ts';

export interface Phase {
  /** With every thread on a core of its own. */
  readonly seconds: Seconds;
  /** Threads that are busy all that time, 0 for a wait; a fraction where the stage kept them busy on average. */
  readonly threads: number;
}

export interface JobWork {
  readonly phases: readonly Phase[];
  /** A job that fails takes its time as well, and delivers nothing. */
  readonly fails: boolean;
}

export interface Workload {
  /** Job k has the phases from `begin[k]` up to, and not, `begin[k + 1]`. */
  readonly begin: Int32Array;
  readonly seconds: Float64Array;
  readonly threads: Float64Array;
  readonly fails: Uint8Array;
}

/** Phases that take no time are left out, and neighbours on as many threads become one. */
export function compileWorkload(jobs: readonly JobWork[]): Workload {
  const begin = [0];
  const seconds: number[] = [];
  const threads: number[] = [];
  for (const { phases } of jobs) {
    const first = seconds.length;
    for (const phase of phases) {
      if (phase.seconds <= 0) continue;
      const last = seconds.length - 1;
      if (last >= first && threads[last] === phase.threads) seconds[last] = (seconds[last] ?? 0) + phase.seconds;
      else {
        seconds.push(phase.seconds);
        threads.push(phase.threads);
      }
    }
    begin.push(seconds.length);
  }
  return {
    begin: Int32Array.from(begin),
    seconds: Float64Array.from(seconds),
    threads: Float64Array.from(threads),
    fails: Uint8Array.from(jobs, ({ fails }) => (fails ? 1 : 0)),
  };
}

/** How long the job takes when nothing else runs and the machine has a core for each of its threads. */
export const aloneSeconds = ({ phases }: JobWork): Seconds => phases.reduce((total, { seconds }) => total + seconds, 0);

export const cpuSeconds = ({ phases }: JobWork): Seconds =>
  phases.reduce((total, { seconds, threads }) => total + seconds * threads, 0);
