/** Long work in slices, so that whoever reckons it may do something else between two of them. */

/** Yields after each slice. */
export type Slices<Result> = Generator<void, Result, void>;

/** With nothing between. */
export function atOnce<Result>(slices: Slices<Result>): Result {
  for (;;) {
    const step = slices.next();
    if (step.done === true) return step.value;
  }
}
