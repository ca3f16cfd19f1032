/**
 * A decision: GO, ADJUST or NO-GO under both policies, with what it rests on.
 */
import type { Criteria, DecisionBand, PolicyName } from '../../contract/criteria.ts';
import type { Seconds } from '../../contract/units.ts';
import type { Capacity, Estimated, TornadoInput } from '../capacity/capacity.ts';

export type DecisionVerdict = 'GO' | 'ADJUST' | 'NO-GO' | 'CANNOT-TELL';

export interface BandLimits {
  readonly band: DecisionBand;
  /** CPU seconds per document, above and up to; the last has no upper end. */
  readonly above: Seconds;
  readonly up_to: Seconds | null;
  /** Documents a day that the row of the report promises: "1,000/day". */
  readonly volume: string;
  readonly verdict: Exclude<DecisionVerdict, 'CANNOT-TELL'>;
  /** "GO", "ADJUST (reduce volume)" … */
  readonly label: string;
}

/** The value of an input at which the verdict of a policy becomes another; the others stay as they are. */
export interface Flip {
  readonly input: Exclude<TornadoInput, 'sampling'>;
  readonly value: number;
  readonly to: DecisionBand;
}

export interface PolicyDecision {
  readonly policy: PolicyName;
  readonly verdict: DecisionVerdict;
  /** Null when nothing can be told. */
  readonly band: DecisionBand | null;
  /** The whole interval lies in the band. */
  readonly firm: boolean;
  /** "NO-GO", "GO, not firm: 40 more documents would tell". */
  readonly headline: string;
  readonly cpu_per_doc: Estimated | null;
  /** By § 4.1, whatever the policy. */
  readonly max_docs_per_day: Estimated | null;
  /** As § 4.3 prints it, which divides by 30 twice; with the policy `published` only. */
  readonly max_docs_per_day_as_printed: number | null;
  readonly bands: readonly BandLimits[];
  /** Documents to measure beyond those of the run, after which it would probably be firm; null when it is, or none would. */
  readonly more_documents: number | null;
  readonly flips: readonly Flip[];
  /** Why: one sentence each, the weightiest first. */
  readonly reasons: readonly string[];
  /** What to do about it, best first; empty with a GO. */
  readonly actions: readonly string[];
}

export interface CriteriaStanding {
  readonly hash: string;
  readonly criteria: Criteria;
  /** `before`: fixed before the run and unchanged. `changed`: others than the run kept. `unknown`: the run kept none. */
  readonly fixed: 'before' | 'changed' | 'unknown';
  readonly sentence: string;
}

export interface ResidualRisk {
  readonly title: string;
  /** Measured, against the reference where there is one. */
  readonly sentence: string;
  readonly verdict: 'steady' | 'drifted' | 'cannot_tell' | 'not_measured';
}

export interface Decision {
  readonly published: PolicyDecision;
  readonly derived: PolicyDecision;
  /** One sentence: why the two differ, or that they do not. */
  readonly difference: string;
  /** Which of the two the exit code follows. */
  readonly by: PolicyName;
  readonly invariants: readonly { readonly name: string; readonly holds: boolean | null; readonly sentence: string }[];
  readonly risks: readonly ResidualRisk[];
  readonly criteria: CriteriaStanding;
  /** Null when nothing can be projected. */
  readonly capacity: Capacity | null;
  /** Why nothing can be told; null when something can. */
  readonly cannot_tell: string | null;
}
