/**
 * Units as types. A number that has a unit says so in its type or its name.
 */

/** Whole microseconds: of a duration, of CPU, or since a run's origin. */
export type Microseconds = number;

/** Seconds, fractional: the unit of `cpu_metrics` and of everything a person reads. */
export type Seconds = number;

export type Bytes = number;

const MICROSECONDS_PER_SECOND = 1_000_000;

export const toSeconds = (microseconds: Microseconds): Seconds => microseconds / MICROSECONDS_PER_SECOND;
