import { expect, it } from 'vitest';
import { LoadSignals, type LoadState } from './load-signals.ts';

const idle: LoadState = {
  arrivals: [],
  now: 0,
  moment: 1,
  answers: 0,
  serverErrors: 0,
  poolFree: null,
  workers: [],
  generatorCpuUs: 0,
};

it('counts CPU over the time that went by, also where the load began only just', () => {
  const signals = new LoadSignals();
  signals.read(idle);
  const readings = signals.read({ ...idle, moment: 2, now: 0.01, generatorCpuUs: 250_000 });
  signals.close();
  expect(readings).toContainEqual({ name: 'generator_cpu_percent', value: 25 });
});

it('counts the ends of the seconds since it last read, of arrivals in the load’s own time', () => {
  const arrival = { at: 0.2, path: 'fast', document: 0, sent: 0.2, answered: 0.3, status: 202, job_id: null } as const;
  const signals = new LoadSignals();
  signals.read({ ...idle, moment: 3, now: 1 });
  const arrivals = [0.5, 1.5, 2.5].map((ended) => ({ ...arrival, ended, outcome: 'completed' as const, error: null }));
  const readings = signals.read({ ...idle, moment: 5, now: 3, arrivals });
  signals.close();
  expect(readings).toContainEqual({ name: 'throughput_per_second', value: 1 });
});
