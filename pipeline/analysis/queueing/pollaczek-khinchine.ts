/**
 * One server, Poisson arrivals, service of any distribution. Pollaczek (1930), Khinchine (1932); Kleinrock, Queueing Systems I,
 * 1975, § 5.6.
 */
import type { Seconds } from '../../contract/units.ts';

export interface ServiceMoments {
  readonly mean: Seconds;
  /** Mean of the squares, s². */
  readonly secondMoment: number;
}

/** Mean wait in the queue of M/G/1; infinite where the server cannot keep up. */
export function meanWaitOfMG1(arrivalsPerSecond: number, { mean, secondMoment }: ServiceMoments): Seconds {
  const utilisation = arrivalsPerSecond * mean;
  if (utilisation >= 1) return Number.POSITIVE_INFINITY;
  return (arrivalsPerSecond * secondMoment) / (2 * (1 - utilisation));
}
