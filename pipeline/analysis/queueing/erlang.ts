/**
 * Queues with Poisson arrivals and exponential service in closed form: what a simulation of the same queue must find.
 *
 * Offered load is in Erlangs: arrivals a second × mean service seconds. Erlang (1917); Gross, Shortle, Thompson and Harris,
 * Fundamentals of Queueing Theory, 4th ed. 2008, § 2.3 to 2.5.
 */
import type { Seconds } from '../../contract/units.ts';

/** Probability that an arrival finds all servers busy and is lost. By recursion, so that no factorial overflows. */
export function erlangB(servers: number, offeredLoad: number): number {
  let lost = 1;
  for (let server = 1; server <= servers; server += 1) lost = (offeredLoad * lost) / (server + offeredLoad * lost);
  return lost;
}

/** Probability that an arrival has to wait; 1 where the servers cannot keep up. */
export function erlangC(servers: number, offeredLoad: number): number {
  if (offeredLoad >= servers) return 1;
  const lost = erlangB(servers, offeredLoad);
  return lost / (1 - (offeredLoad / servers) * (1 - lost));
}

/** Mean wait in the queue of M/M/c; infinite where the servers cannot keep up. */
export function meanWaitOfMMc(servers: number, arrivalsPerSecond: number, meanService: Seconds): Seconds {
  const offeredLoad = arrivalsPerSecond * meanService;
  if (offeredLoad >= servers) return Number.POSITIVE_INFINITY;
  return (erlangC(servers, offeredLoad) * meanService) / (servers - offeredLoad);
}
