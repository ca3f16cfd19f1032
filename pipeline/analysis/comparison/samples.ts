/**
 * What a comparison is made of: every job of every pass, as measured. The store's readers and the simulations of the tests fill
 * the same form.
 */
import type { JobAccuracy } from '../../contract/accuracy.ts';
import type { CompareMetric, SideName } from '../../contract/comparison.ts';
import type { Json } from '../../contract/run.ts';
import type { ProcessingPath, StageName, Temperature } from '../../contract/stages.ts';
import type { Microseconds } from '../../contract/units.ts';

export interface Cost {
  readonly cpu_us: Microseconds;
  readonly wall_us: Microseconds;
}

export interface JobSample extends Cost {
  readonly job: string;
  /** Index into the comparison's documents. */
  readonly document: number;
  readonly state: 'succeeded' | 'failed' | 'unfinished';
  /** Null when it has not ended in a worker. */
  readonly temperature: Temperature | null;
  readonly path: ProcessingPath | null;
  readonly stages: Readonly<Partial<Record<StageName, Cost>>>;
  /** CPU that threads burnt after the stage's answer until they slept; inside the stages. */
  readonly idle_spin_us: Microseconds;
  /** Null without truth, or where the job did not succeed. */
  readonly accuracy: JobAccuracy | null;
  /** A required field of its type has no value. */
  readonly lacks_required_field: boolean;
}

/** One trip through all documents on one side. */
export interface PassSample {
  readonly side: SideName;
  /** 0-based, in the order in which the passes were run. */
  readonly number: number;
  readonly block: number;
  /** There (0) or back (1): the passes of one half of a block are paired. */
  readonly half: 0 | 1;
  readonly jobs: readonly JobSample[];
}

export interface SideSample {
  readonly name: SideName;
  readonly label: string;
  readonly settings: Readonly<Record<string, Json>>;
  readonly runs: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
  /** What else a comparison of runs depends on: machine, cores, process host, platform; by a name a person knows. */
  readonly surroundings: Readonly<Record<string, string>>;
  /** Null where no job told. */
  readonly gpu_libraries: readonly string[] | null;
}

export interface ComparisonSamples {
  readonly metric: CompareMetric;
  readonly materiality: number;
  readonly seed: number;
  readonly blocks: number;
  readonly preset: string | null;
  /** `interleaved`: planned and run as one comparison. `stored`: runs that were made apart, set side by side. */
  readonly design: 'interleaved' | 'stored';
  /** File names; of stored runs the documents that all sides share, by content. */
  readonly documents: readonly string[];
  /** Documents of stored runs that not all sides have. */
  readonly documents_left_out: number;
  readonly sides: readonly SideSample[];
  readonly passes: readonly PassSample[];
  readonly noise: MachineNoise | null;
}

/** What comparisons of a setting with itself showed on this machine. */
export interface MachineNoise {
  /** So many pass pairs stand behind it. */
  readonly pairs: number;
  /** Relative standard deviation of a pass pair, of CPU and of wall per document. */
  readonly pair_noise: Readonly<Record<CompareMetric, number>>;
  /** Per stage: relative movement that such a comparison stays within (95 %). */
  readonly floors: Readonly<Partial<Record<StageName, Readonly<Record<CompareMetric, number>>>>>;
}
