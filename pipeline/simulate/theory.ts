/** Queues whose mean wait is known in closed form, run through the model: what it is held against. */

import { seededDraw } from '../analysis/comparison/seeded.ts';
import { meanWaitOfMMc } from '../analysis/queueing/erlang.ts';
import { meanWaitOfMG1 } from '../analysis/queueing/pollaczek-khinchine.ts';
import type { Seconds } from '../contract/units.ts';
import { simulate } from './simulate.ts';

/** Seconds of service: the unit of time, and small, because the model looks at each second. */
const MEAN_SERVICE: Seconds = 0.01;

/** Distributions of service of mean 1, by a uniform draw. */
const services = {
  exponential: { draw: (uniform: () => number) => -Math.log(uniform()), secondMoment: 2 },
  constant: { draw: () => 1, secondMoment: 1 },
  uniform: { draw: (uniform: () => number) => 2 * uniform(), secondMoment: 4 / 3 },
  /** A quarter of the jobs takes 2.5, the others 0.5. */
  two_sizes: { draw: (uniform: () => number) => (uniform() < 0.25 ? 2.5 : 0.5), secondMoment: 0.25 * 2.5 ** 2 + 0.75 * 0.5 ** 2 },
} as const;
export type Service = keyof typeof services;

export interface KnownQueue {
  readonly servers: number;
  /** Busy share of each server, below 1. */
  readonly utilisation: number;
  /** With more than one server the closed form is of the exponential one only. */
  readonly service: Service;
}

/** Mean wait in units of the mean service, by theory. */
export function knownWait({ servers, utilisation, service }: KnownQueue): number {
  if (servers > 1) return meanWaitOfMMc(servers, utilisation * servers, 1);
  return meanWaitOfMG1(utilisation, { mean: 1, secondMoment: services[service].secondMoment });
}

/** The same by simulation of so many jobs, from an empty queue on. */
export function simulatedWait({ servers, utilisation, service }: KnownQueue, jobs: number, seed: number): number {
  const draw = seededDraw(seed, 'theory', servers, utilisation, service);
  const uniform = () => (draw(2 ** 30) + 0.5) / 2 ** 30;
  const arrivals = new Float64Array(jobs);
  const seconds = new Float64Array(jobs);
  const places = new Int32Array(jobs);
  let now = 0;
  for (let job = 0; job < jobs; job += 1) {
    now += (-Math.log(uniform()) * MEAN_SERVICE) / (utilisation * servers);
    arrivals[job] = now;
    seconds[job] = services[service].draw(uniform) * MEAN_SERVICE;
    places[job] = job;
  }
  const { started } = simulate({
    arrivals,
    documents: places,
    coldDocuments: places,
    workload: {
      begin: Int32Array.from({ length: jobs + 1 }, (_, job) => job),
      seconds,
      threads: new Float64Array(jobs).fill(1),
      fails: new Uint8Array(jobs),
    },
    cores: servers,
    workers: servers,
    queueLimit: Number.POSITIVE_INFINITY,
  });
  let waited = 0;
  for (let job = 0; job < jobs; job += 1) waited += (started[job] as number) - (arrivals[job] as number);
  return waited / jobs / MEAN_SERVICE;
}
