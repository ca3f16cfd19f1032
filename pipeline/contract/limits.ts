/**
 * Limits that more than one place must know.
 */

/** Jobs of one run: planned in one transaction of a few seconds. */
export const MOST_JOBS = 100_000;
