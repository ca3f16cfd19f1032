import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountOf, isValid, latenciesOf, latenessOf } from '../../analysis/load/account.ts';
import type { Arrival, PlannedArrival } from '../../contract/load.ts';
import { type PlayOptions, play } from './play.ts';
import type { UploadAnswer } from './upload-client.ts';

const planOf = (moments: readonly number[]): PlannedArrival[] => moments.map((at, document) => ({ at, path: 'fast', document }));
const accepted = (job: number): UploadAnswer => ({ kind: 'accepted', status: 202, job_id: String(job) });

function playing(moments: readonly number[], changes: Partial<PlayOptions> = {}) {
  const begun = performance.now();
  return play({
    plan: planOf(moments),
    documentOf: ({ document }) => ({ name: String(document), content: Buffer.alloc(1) }),
    upload: async ({ name }) => accepted(Number(name)),
    jobEnd: async () => true,
    now: () => (performance.now() - begun) / 1000,
    onChange: () => undefined,
    signal: new AbortController().signal,
    ...changes,
  });
}

test('each leaves at its moment, and none before', async () => {
  const arrivals = await playing([0, 0.05, 0.05, 0.12]);
  for (const { at, sent, outcome } of arrivals) {
    expect(outcome).toBe('completed');
    expect(sent).toBeGreaterThanOrEqual(at);
  }
  expect(accountOf(arrivals)).toEqual({ arrived: 4, completed: 4, failed: 0, rejected: 0, in_flight: 0 });
});

test('a system that stalls does not hold the next ones back, and its stall is in every latency that it touched', async () => {
  // Frozen from 0.1 to 0.4 s: whatever is asked meanwhile is answered when it thaws.
  const begun = performance.now();
  const now = () => (performance.now() - begun) / 1000;
  const moments = Array.from({ length: 40 }, (_, index) => index / 80);
  const arrivals = await playing(moments, {
    now,
    upload: async ({ name }) => {
      const at = now();
      if (at > 0.1 && at < 0.4) await sleep((0.4 - at) * 1000);
      return accepted(Number(name));
    },
  });
  const latencies = latenciesOf(arrivals);
  expect(latencies?.max).toBeGreaterThan(0.25);
  expect(Math.max(...arrivals.map(({ at, sent }) => (sent ?? 0) - at))).toBeLessThan((latencies?.max ?? 0) / 2);
  // A closed loop would have met the stall once in 40.
  expect(arrivals.filter(({ at, ended }) => (ended ?? 0) - at > 0.05).length).toBeGreaterThan(15);
});

test('every arrival is in the account whatever becomes of it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('done', 'failed', 'refused', 'lost', 'unknown'), { maxLength: 30 }),
      async (fates) => {
        const seen: Arrival[][] = [];
        const now: Arrival[] = planOf(fates.map(() => 0)).map((each) => ({
          ...each,
          sent: null,
          answered: null,
          ended: null,
          status: null,
          outcome: 'planned',
          job_id: null,
        }));
        const arrivals = await playing(
          fates.map(() => 0),
          {
            upload: async ({ name }) => {
              const fate = fates[Number(name)];
              if (fate === 'refused') return { kind: 'refused', status: 503 };
              return fate === 'lost' ? { kind: 'lost', reason: 'ECONNRESET' } : accepted(Number(name));
            },
            jobEnd: async (job) => {
              if (fates[Number(job)] === 'unknown') throw new Error('nobody knows');
              return fates[Number(job)] === 'done';
            },
            onChange: (arrival, index) => {
              now[index] = arrival;
              seen.push([...now]);
            },
          },
        );
        for (const moment of [...seen, arrivals]) {
          const { arrived, completed, failed, rejected, in_flight } = accountOf(moment);
          expect(completed + failed + rejected + in_flight).toBe(arrived);
        }
        const count = (...of: string[]) => fates.filter((fate) => of.includes(fate)).length;
        expect(accountOf(arrivals)).toEqual({
          arrived: fates.length,
          completed: count('done'),
          failed: count('failed', 'lost'),
          rejected: count('refused'),
          in_flight: count('unknown'),
        });
      },
    ),
    { numRuns: 60 },
  );
});

test('stopped, it sends nothing more and does not wait', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 60);
  const arrivals = await playing([0, 0.02, 3600, 3601], { signal: stop.signal, jobEnd: () => new Promise(() => undefined) });
  expect(accountOf(arrivals)).toEqual({ arrived: 2, completed: 0, failed: 0, rejected: 0, in_flight: 2 });
});

describe('a generator that was late', () => {
  const arrival = (at: number, sent: number): Arrival => ({
    at,
    sent,
    path: 'fast',
    document: 0,
    answered: sent,
    ended: sent,
    status: 202,
    outcome: 'completed',
    job_id: null,
  });

  test('makes the test invalid above 5 ms at p99', () => {
    expect(isValid(Array.from({ length: 200 }, (_, at) => arrival(at, at + 0.004)))).toBe(true);
    expect(isValid(Array.from({ length: 200 }, (_, at) => arrival(at, at + (at % 50 === 0 ? 0.02 : 0.001))))).toBe(false);
    expect(isValid([])).toBe(false);
  });

  test('and latency counts from the planned moment all the same', () => {
    const late = [arrival(1, 3)];
    expect(latenciesOf(late)?.max).toBe(2);
    expect(latenessOf(late)?.max).toBe(2);
  });
});
