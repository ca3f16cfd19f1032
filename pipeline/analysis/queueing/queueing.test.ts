import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erlangB, erlangC, meanWaitOfMMc } from './erlang.ts';
import { meanWaitOfMG1 } from './pollaczek-khinchine.ts';

describe('Erlang B', () => {
  // Printed tables of traffic engineering: so many Erlangs lose one call in a hundred, or in ten.
  it.each([
    [5, 1.361, 0.01],
    [10, 4.461, 0.01],
    [20, 12.03, 0.01],
    [50, 37.9, 0.01],
    [10, 7.511, 0.1],
  ])('%i servers at %f Erlangs lose %f, as the tables print', (servers, load, lost) => {
    expect(erlangB(servers, load)).toBeCloseTo(lost, 3);
  });

  it('is the truncated Poisson distribution', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.double({ min: 0.01, max: 40, noNaN: true }), (servers, load) => {
        let term = 1;
        let sum = 1;
        for (let busy = 1; busy <= servers; busy += 1) {
          term *= load / busy;
          sum += term;
        }
        expect(erlangB(servers, load)).toBeCloseTo(term / sum, 10);
      }),
    );
  });

  it('stays finite with a thousand servers', () => expect(erlangB(1000, 1000)).toBeCloseTo(0.0246, 3));
});

describe('Erlang C', () => {
  it('has the wait of the eye clinic of Gross and Harris: 3 doctors, a patient each 10 minutes, 20 minutes each', () => {
    const wait = meanWaitOfMMc(3, 6, 1 / 3);
    expect(wait).toBeCloseTo(4 / 27, 12);
    expect(6 * wait).toBeCloseTo(8 / 9, 12);
  });

  it('is the utilisation of one server, and a third of the arrivals of two that are half busy', () => {
    expect(erlangC(1, 0.8)).toBeCloseTo(0.8, 12);
    expect(erlangC(2, 1)).toBeCloseTo(1 / 3, 12);
  });

  it('has everybody wait, for ever, where the servers cannot keep up', () => {
    expect(erlangC(4, 4)).toBe(1);
    expect(meanWaitOfMMc(4, 5, 1)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('Pollaczek–Khinchine', () => {
  it('is Erlang C where service is exponential and there is one server', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.98, noNaN: true }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (busy, mean) => {
          const wait = meanWaitOfMG1(busy / mean, { mean, secondMoment: 2 * mean ** 2 });
          expect(wait / meanWaitOfMMc(1, busy / mean, mean)).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  it('is half of that where every service takes the same time', () => {
    expect(meanWaitOfMG1(0.8, { mean: 1, secondMoment: 1 })).toBeCloseTo(meanWaitOfMMc(1, 0.8, 1) / 2, 12);
  });

  it("has the wait of Kleinrock's M/H2/1: a quarter served at the rate of arrivals, the others at twice that", () => {
    // Mean 5/8, second moment 2 (1/4 + 3/4 · 1/4) = 7/8, so 7/8 over 2 (1 − 5/8) = 7/6.
    expect(meanWaitOfMG1(1, { mean: 5 / 8, secondMoment: 7 / 8 })).toBeCloseTo(7 / 6, 12);
  });

  it('is infinite where the server cannot keep up', () => {
    expect(meanWaitOfMG1(1, { mean: 1, secondMoment: 1 })).toBe(Number.POSITIVE_INFINITY);
  });
});
