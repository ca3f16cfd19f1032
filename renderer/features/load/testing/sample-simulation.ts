/** For looking at the screen: what a simulation answers, made up. Nothing of it was simulated, and nothing that ships uses it. */
import type {
  ForetoldProjection,
  ScenarioWish,
  Simulation,
  SimulationRequest,
  Spread,
  TheoryCheck,
} from '../../../../pipeline/contract/simulation.ts';

const REPORTED_USERS = 100;
const around = (mean: number): Spread => ({ mean, low: mean * 0.9, high: mean * 1.15 });

export const sampleTheory: readonly TheoryCheck[] = [
  { queue: 'M/M/2, 50 % busy (Erlang C)', known_wait: 0.333, simulated_wait: 0.334, error: 0.002, seeds: 4, worst_error: 0.006 },
  {
    queue: 'M/G/1, two sizes, 60 % busy (Pollaczek–Khinchine)',
    known_wait: 1.31,
    simulated_wait: 1.3,
    error: -0.004,
    seeds: 4,
    worst_error: -0.011,
  },
];

export function sampleSimulation({
  scenarios,
}: SimulationRequest): Simulation & { readonly projections: readonly ForetoldProjection[] } {
  return {
    validation: {
      makespan: { measured: 118, simulated: 122, error: 0.034 },
      p50: { measured: 31, simulated: 33.4, error: 0.077 },
      p95: { measured: 52.4, simulated: 50.1, error: -0.044 },
      undisturbed: null,
    },
    projections: scenarios.map(projection),
  };
}

function projection(scenario: ScenarioWish): ForetoldProjection {
  const load = (scenario.users * scenario.documents_per_user) / scenario.cores;
  const isFull = load > 40;
  const seconds = Math.max(3, load * 1.1);
  return {
    scenario,
    seeds: 100,
    makespan_seconds: around(90 + seconds),
    throughput_per_second: around(2),
    latency_seconds: { p50: around(seconds / 2), p95: around(seconds), p99: around(seconds * 1.1), max: around(seconds * 1.2) },
    longest_queue: around(load * 2),
    longest_queue_in_two_minutes: around(load * 1.5),
    rejected: around(0),
    cpu: around(isFull ? 0.9 : 0.4),
    saturated_seconds: around(isFull ? 60 : 0),
    critical: { cpu: isFull ? 1 : 0, queue: isFull ? 0.9 : 0 },
    with_error: { makespan_seconds: around(90 + seconds), p95_seconds: around(seconds) },
    outside_measured_range: scenario.cores > 2 ? ['cores'] : [],
    cautions:
      scenario.cores > 2
        ? [`${scenario.cores} cores were not measured, 2 were: whether memory and shared caches keep up with more is not known.`]
        : [],
    predictions: scenario.users === REPORTED_USERS ? foretold(isFull) : [],
  };
}

const foretold = (isFull: boolean): ForetoldProjection['predictions'] => [
  {
    component: 'OCR workers',
    predicted: 'saturated',
    simulated: `CPU above 95 % for 30 s in ${isFull ? 100 : 0} % of the seeds, more than 100 waiting in ${isFull ? 90 : 0} %`,
    comes_true: isFull,
  },
  {
    component: 'Queue depth',
    predicted: 'more than 500 within 2 minutes',
    simulated: 'at most 321 (280 to 350) by then; there are 500 uploads in all',
    comes_true: false,
  },
  {
    component: 'Latency p99',
    predicted: 'above 60 s',
    simulated: isFull ? '270 s (240 to 300)' : '4 s (3 to 5)',
    comes_true: isFull,
  },
  { component: 'Database pool', predicted: 'stable', simulated: 'not modelled', comes_true: null },
];
