/** What the fuzzing process and the one that watches it say to each other. */

export interface FoundFault {
  readonly target: string;
  /** With the seed it gives the same input again; -1 when it was no input. */
  readonly input: number;
  readonly fault: string;
  /** The beginning of the input, for a person. */
  readonly shown: string;
}

export interface TargetCount {
  readonly target: string;
  readonly inputs: number;
  /** Of them, those that were taken for good ones. */
  readonly taken: number;
  readonly slowest_ms: number;
}

export type FuzzReport =
  | ({ readonly kind: 'found' } & FoundFault)
  /** After each turn of a target: all that this process tried. */
  | ({ readonly kind: 'count' } & TargetCount)
  | { readonly kind: 'done' };

export interface FuzzOrder {
  readonly seed: number;
  readonly seconds: number;
  /** Targets whose name begins so; '' is all. */
  readonly only: string;
  /** One input of one target, to see it again. */
  readonly replay: number | null;
  /** The input at which each target goes on; absent: at the first. */
  readonly from: Readonly<Record<string, number>>;
  /** Targets that have failed before: they would say the same again. */
  readonly leaveOut: readonly string[];
  /** A file that always holds what is being tried, target and input a line: it outlives the process. */
  readonly trace: string;
}
