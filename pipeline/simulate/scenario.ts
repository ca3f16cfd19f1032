/** What a simulation is given: who comes when with what, and the machine that they come to. */
import type { Seconds } from '../contract/units.ts';
import type { Workload } from './workload.ts';

export interface Machine {
  readonly cores: number;
  readonly workers: number;
  /** Jobs that may wait; one more is refused. Infinity: all may. */
  readonly queueLimit: number;
  /** When each worker is up; from the beginning where it is not said. */
  readonly readyAt?: readonly Seconds[];
  /** Threads that run beside the workers, and want as much of a core as theirs. */
  readonly backgroundThreads?: number;
  /** How much longer CPU work takes when so much of the machine is busy, 0 to 1; at least above 0. Not at all where it is not said. */
  readonly slowdown?: (busyShare: number) => number;
}

export interface Scenario extends Machine {
  /** Ascending, from 0. */
  readonly arrivals: Float64Array;
  readonly workload: Workload;
  /** For each arrival the job of the workload that it is: on a worker that has read a document before, and on one that has not. */
  readonly documents: Int32Array;
  readonly coldDocuments: Int32Array;
}
