/**
 * What a capacity is made of: every job, as measured. The store's readers and the simulations of the tests fill the same form.
 */
import type { ProcessingPath, StageName, Temperature } from '../../contract/stages.ts';
import type { Bytes, Seconds } from '../../contract/units.ts';

export interface CapacityJob {
  /** Distinct by content: the same scan read twice is one document. */
  readonly document: number;
  /** 0-based: a run, or a pass of a comparison. What a machine does in a pass, it does to all its jobs. */
  readonly pass: number;
  readonly state: 'succeeded' | 'failed' | 'unfinished';
  readonly temperature: Temperature | null;
  readonly path: ProcessingPath | null;
  /** Of the stages; of a failed job, of those that ran. */
  readonly cpu_seconds: Seconds;
  readonly bytes: Bytes;
  readonly quality: number | null;
}

export interface CapacitySamples {
  readonly jobs: readonly CapacityJob[];
  readonly passes: number;
  /** Of the bootstrap. */
  readonly seed: number;
  /** Means over succeeded jobs. */
  readonly stages: Readonly<Partial<Record<StageName, Seconds>>>;
  readonly startup_cpu_seconds: Seconds | null;
  readonly unattributed_cpu_seconds: Seconds | null;
  /** What comparisons of a setting with itself showed on this machine: relative standard deviation of one pass, and its df. */
  readonly machine_noise: { readonly relative: number; readonly degrees_of_freedom: number } | null;
}
