/**
 * A projection: what comes of a basis and a person's inputs. Never kept, never sent: it is reckoned where it is shown.
 */
import type { CapacityInputs } from '../../contract/criteria.ts';
import type { Seconds } from '../../contract/units.ts';

/** A figure with its 95 % interval; without one where the sample is too small for any. */
export interface Estimated {
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** How the CPU of a document adds up, in seconds here: the parts sum to `total`, and × node = the figure. */
export interface Breakdown {
  /** Warm, mixed by path, at the size asked for. */
  readonly warm: Seconds;
  readonly cold: Seconds;
  readonly failed: Seconds;
  readonly total: Seconds;
  readonly node_factor: number;
  /** Cold share that was used: asked for, or the run's own. */
  readonly cold_share: number;
}

export interface ProjectionRow {
  readonly docs_per_day: number;
  readonly cpu_seconds_per_doc: Estimated;
  readonly cpu_hours_per_month: Estimated;
  /** Point estimate of use over budget: 1 is all of it. */
  readonly share_of_budget: number;
  /** Share of replicates within the budget; null without an interval. */
  readonly probability_within: number | null;
  /** By the point estimate; `firm` when the whole interval says the same. */
  readonly status: 'within' | 'over';
  readonly firm: boolean;
}

export interface CurvePoint {
  readonly docs_per_day: number;
  readonly probability_within: number;
}

export type TornadoInput = 'fast_share' | 'cold_share' | 'size_factor' | 'node_factor' | 'sampling';

export interface TornadoBar {
  readonly input: TornadoInput;
  /** What it is now; null for `sampling`, which is nobody's to turn. */
  readonly now: number | null;
  /** The two ends that are tried, and the CPU per document there. For `sampling` the ends of the interval. */
  readonly ends: readonly [TornadoEnd, TornadoEnd];
  /** CPU per document between the ends. */
  readonly swing: Seconds;
}

export interface TornadoEnd {
  readonly value: number;
  readonly cpu_seconds_per_doc: Seconds;
}

export interface Capacity {
  readonly inputs: CapacityInputs;
  readonly cpu_per_doc: Estimated;
  readonly breakdown: Breakdown;
  /** Break-even: so many documents a day use up the budget (§ 4.1). */
  readonly max_docs_per_day: Estimated;
  readonly projection: readonly ProjectionRow[];
  /** Probability of staying within the budget, over documents a day; falls from left to right. Empty without an interval. */
  readonly curve: readonly CurvePoint[];
  /** Largest swing first. Inputs that nothing was measured of are left out. */
  readonly tornado: readonly TornadoBar[];
  /** What makes it less certain: one sentence each. */
  readonly cautions: readonly string[];
}

/** Nothing can be projected, and why; a sentence that says what to do. */
export interface NoCapacity {
  readonly cannot_tell: string;
}
