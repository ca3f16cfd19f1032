/** What the report predicts for 100 users, held against a projection. */
import type { Prediction, Projection } from '../contract/simulation.ts';

export const PREDICTED_USERS = 100;
const PREDICTED_QUEUE = 500;
const PREDICTED_P99 = 60;

/** Empty for any other number of users. */
export function predictionsOf({ scenario, critical, latency_seconds, ...rest }: Projection): Prediction[] {
  if (scenario.users !== PREDICTED_USERS) return [];
  const { p99 } = latency_seconds;
  const queue = rest.longest_queue_in_two_minutes;
  return [
    {
      component: 'OCR workers',
      predicted: 'saturated',
      simulated: `CPU above 95 % for 30 s in ${share(critical.cpu)} of the seeds, more than 100 waiting in ${share(critical.queue)}`,
      comes_true: Math.max(critical.cpu, critical.queue) > 0.5,
    },
    {
      component: 'Queue depth',
      predicted: 'more than 500 within 2 minutes',
      simulated: `at most ${queue.mean.toFixed(0)} (${queue.low.toFixed(0)} to ${queue.high.toFixed(0)}) by then${ofAll(scenario)}`,
      comes_true: queue.mean > PREDICTED_QUEUE,
    },
    {
      component: 'Latency p99',
      predicted: 'above 60 s',
      simulated: `${p99.mean.toFixed(0)} s (${p99.low.toFixed(0)} to ${p99.high.toFixed(0)})`,
      comes_true: p99.mean > PREDICTED_P99,
    },
    { component: 'Database pool', predicted: 'stable', simulated: 'not modelled', comes_true: null },
  ];
}

const share = (value: number): string => `${(value * 100).toFixed(0)} %`;

/** A burst that is scaled to so many documents cannot have more of them waiting. */
function ofAll({ profile, users, documents_per_user }: Projection['scenario']): string {
  return profile === 'burst' ? `; there are ${users * documents_per_user} uploads in all` : '';
}
