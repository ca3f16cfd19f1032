import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planArrivals } from './arrival-plan.ts';
import { loadResult } from './result.ts';
import { BEGAN, sampleLoad } from './testing/sample-load.ts';

describe('the account', () => {
  test('holds every arrival once, whatever became of it', () => {
    const outcomes = ['planned', 'in_flight', 'completed', 'failed', 'rejected'] as const;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...outcomes), { minLength: 1, maxLength: 60 }), (fates) => {
        const facts = sampleLoad({ moments: fates.map((_, index) => index), outcome: (index) => fates[index] ?? 'planned' });
        const { account, unsent } = loadResult(facts);
        expect(account.arrived).toBe(account.completed + account.failed + account.rejected + account.in_flight);
        expect(account.arrived + unsent).toBe(fates.length);
        for (const name of ['completed', 'failed', 'rejected', 'in_flight'] as const)
          expect(account[name]).toBe(fates.filter((fate) => fate === name).length);
      }),
    );
  });

  test('latency is the wait and the service, from the planned moment', () => {
    const { latency, queue_wait, service, makespan, throughput_per_second } = loadResult(
      sampleLoad({ wait: 3, service: 4, late: 0.2 }),
    );
    expect(latency?.max).toBeCloseTo(7, 9);
    expect(queue_wait?.max).toBeCloseTo(3, 9);
    expect(service?.max).toBeCloseTo(4, 9);
    expect(makespan).toBeCloseTo(9.5 + 7, 9);
    expect(throughput_per_second).toBeCloseTo(20 / 16.5, 9);
  });

  test('of nothing that ended there is no latency and no throughput', () => {
    expect(loadResult(sampleLoad({ outcome: () => 'planned' }))).toMatchObject({
      latency: null,
      makespan: null,
      throughput_per_second: null,
      is_valid: null,
      breaking_point: null,
    });
  });

  test('a generator that was late makes it invalid', () => {
    expect(loadResult(sampleLoad({ late: 0.0049 })).is_valid).toBe(true);
    expect(loadResult(sampleLoad({ late: 0.0051 })).is_valid).toBe(false);
  });
});

describe('what gives way', () => {
  const busyFrom = (second: number) => (now: number) => (now >= second ? 99 : 50);

  test('is told in the report’s order, with its place among those that fired', () => {
    const { bottlenecks, first_to_break } = loadResult(
      sampleLoad({
        signals: {
          machine_cpu_percent: busyFrom(5),
          queue_depth: (now) => now * 3,
          gateway_answers: () => 10,
          gateway_server_errors: () => 0,
        },
      }),
    );
    expect(bottlenecks.map(({ name, level, place }) => [name, level, place])).toEqual([
      ['ocr_cpu', 'critical', 2],
      ['queue', 'critical', 1],
      ['pool', null, null],
      ['gateway', 'ok', null],
    ]);
    // More than 100 wait from second 34 on; CPU had been above 95 % for 30 s at 36.
    expect(first_to_break).toMatchObject({ signal: 'queue', from: 34 });
    expect(bottlenecks[0]?.evidence).toContain('OCR burnt 90 % of the CPU of all stages.');
    expect(bottlenecks[1]?.evidence).toContain('More than 100 waited from 34 s on');
    expect(bottlenecks[2]?.evidence).toContain('not measured');
  });

  describe('the breaking point of rising steps', () => {
    // 1, 2, 4, 8, 16 and 32 uploads a second, ten seconds each.
    const shape = { profile: 'steps', from_per_second: 1, factor: 2, step_seconds: 10, steps: 6 } as const;
    const moments = planArrivals(shape, { seed: 1, fastShare: 1, documents: { fast: 1, standard: 0 } }).map(({ at }) => at);

    test('is the rate of the step, beside the highest that was kept up with', () => {
      const quick = { shape, moments, wait: 0, service: 0.1 };
      const queue = { queue_depth: (now: number) => (now >= 35 ? 101 : 0) };
      expect(loadResult(sampleLoad({ ...quick, signals: queue })).breaking_point).toEqual({
        per_second: 8,
        held_per_second: 4,
        at: 35,
      });
    });

    test('does not call a step held in which more and more waited', () => {
      // From the third step on each upload is done only when all have come.
      const slow = sampleLoad({
        shape,
        moments,
        wait: 0,
        service: 0.1,
        signals: { queue_depth: (now) => (now >= 45 ? 101 : 0) },
      });
      const arrivals = slow.arrivals.map((arrival) =>
        arrival.at - BEGAN < 20 ? arrival : { ...arrival, ended: BEGAN + 100, job_ended: BEGAN + 100 },
      );
      expect(loadResult({ ...slow, arrivals }).breaking_point).toMatchObject({ per_second: 16, held_per_second: 2 });
    });

    test('of a CPU that is full is the step in which it became so, not the one thirty seconds later', () => {
      const { breaking_point, first_to_break } = loadResult(
        sampleLoad({ shape, moments, service: 0.1, signals: { machine_cpu_percent: busyFrom(12) } }),
      );
      expect(first_to_break).toMatchObject({ signal: 'cpu', since: 12, from: 43 });
      expect(breaking_point).toMatchObject({ per_second: 2, at: 43 });
    });
  });

  test('no rate breaks what becomes critical after the last upload has come', () => {
    const facts = sampleLoad({
      shape: { profile: 'constant', per_second: 4, seconds: 2 },
      moments: [0, 0.5, 1, 1.5],
      signals: { queue_depth: (now) => (now >= 40 ? 101 : 0) },
    });
    expect(loadResult(facts)).toMatchObject({ first_to_break: { signal: 'queue' }, breaking_point: null });
  });

  test('a machine that other programs fill says so beside the CPU', () => {
    const evidence = (workers: number) =>
      loadResult(sampleLoad({ signals: { machine_cpu_percent: busyFrom(5), workers_cpu_percent: () => workers } })).bottlenecks[0]
        ?.evidence;
    expect(evidence(320)).toContain("Most of it was other programs': the workers held 20 % of the machine.");
    expect(evidence(1520)).toContain('The workers held 95 % of the machine.');
  });

  test('of a gateway that was open to others, what it took and what it refused is the account', () => {
    const facts = sampleLoad({ moments: [] });
    const served = { refused: { '503': 3, '401': 1 }, jobs: { queued: 2, running: 1, succeeded: 5, failed: 1 } };
    expect(loadResult({ ...facts, served }).account).toEqual({
      arrived: 13,
      completed: 5,
      failed: 1,
      rejected: 4,
      in_flight: 3,
    });
  });

  test('of a load without steps it is the rate of the ten seconds before', () => {
    const moments = Array.from({ length: 120 }, (_, index) => index / 4);
    const { breaking_point } = loadResult(
      sampleLoad({
        shape: { profile: 'constant', per_second: 4, seconds: 30 },
        moments,
        signals: { queue_depth: (now) => (now >= 20 ? 101 : 0) },
      }),
    );
    expect(breaking_point).toMatchObject({ at: 20, held_per_second: null });
    expect(breaking_point?.per_second).toBeCloseTo(4, 5);
  });

  test('errors of more than 5 % make the gateway the bottleneck', () => {
    const { bottlenecks } = loadResult(
      sampleLoad({ signals: { gateway_answers: () => 10, gateway_server_errors: (now) => (now >= 10 ? 1 : 0) } }),
    );
    expect(bottlenecks[3]).toMatchObject({ name: 'gateway', level: 'critical' });
    expect(bottlenecks[3]?.evidence).toContain('the gateway itself is the bottleneck');
  });
});

describe('another machine’s gateway', () => {
  const gateway_url = 'https://ocr.example';
  const busy = { machine_cpu_percent: () => 99, queue_depth: () => 400, gateway_answers: () => 0 };

  test('is judged by its answers alone: CPU and queue are those of the sender', () => {
    const { bottlenecks, first_to_break, refusals } = loadResult(
      sampleLoad({ gateway_url, signals: busy, outcome: (index) => (index >= 10 ? 'rejected' : 'completed') }),
    );
    expect(bottlenecks.map(({ name, level }) => [name, level])).toEqual([
      ['ocr_cpu', null],
      ['queue', null],
      ['pool', null],
      ['gateway', 'critical'],
    ]);
    // The first that is refused is due at 5 s.
    expect(first_to_break).toMatchObject({ signal: 'errors', from: 5 });
    expect(refusals).toEqual([{ status: 503, count: 10 }]);
  });

  test('that answers nothing is no success', () => {
    const { first_to_break, bottlenecks, account } = loadResult(
      sampleLoad({ gateway_url, signals: busy, outcome: () => 'failed', isSilent: true, wait: 0, service: 0.1 }),
    );
    expect(account.failed).toBe(20);
    expect(first_to_break).toMatchObject({ signal: 'errors', worst: 1 });
    expect(bottlenecks[3]?.evidence).toContain('did not come');
  });

  test('that answered every upload is ok', () => {
    expect(loadResult(sampleLoad({ gateway_url, signals: busy })).bottlenecks[3]).toMatchObject({ level: 'ok' });
  });
});
