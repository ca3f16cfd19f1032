/**
 * Units as types. A number that has a unit says so in its type or its name.
 */

/** Whole microseconds: of a duration, of CPU, or since a run's origin. */
export type Microseconds = number;

/** Seconds, fractional: the unit of `cpu_metrics` and of everything a person reads. */
export type Seconds = number;

export type Bytes = number;

const MICROSECONDS_PER_SECOND = 1_000_000;

/** Cores that were busy on average; 0 where no time passed (the report's § 1.2). */
export const cpuEfficiency = (cpu: Seconds, wall: Seconds): number => (wall > 0 ? cpu / wall : 0);

export const toSeconds = (microseconds: Microseconds): Seconds => microseconds / MICROSECONDS_PER_SECOND;
