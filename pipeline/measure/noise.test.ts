import { describe, expect, it } from 'vitest';
import { parseCoreQuota } from './environment.ts';
import { machineUse, parseMachineStat } from './machine-cpu.ts';
import { calibrate, type NoiseReading, noiseWarnings } from './noise.ts';

const steady: NoiseReading = {
  environment: { governor: 'performance' },
  before: { median_us: 4000, low_us: 3950, high_us: 4100 },
  after: { median_us: 4050, low_us: 3950, high_us: 4100 },
  steal: 0,
  others: 0.02,
};
const codes = (reading: Partial<NoiseReading>) => noiseWarnings({ ...steady, ...reading }).map(({ code }) => code);

describe('noiseWarnings', () => {
  it('says nothing of a steady machine', () => expect(codes({})).toEqual([]));
  it('says nothing of steal where the system does not tell', () => expect(codes({ steal: null })).toEqual([]));
  it.each<[string, Partial<NoiseReading>]>([
    ['noise.steal', { steal: 0.03 }],
    ['noise.other_processes', { others: 0.25 }],
    ['noise.governor', { environment: { governor: 'powersave' } }],
    ['noise.unstable_clock', { before: { median_us: 4000, low_us: 3600, high_us: 4700 } }],
    ['noise.machine_moved', { after: { median_us: 5000, low_us: 4900, high_us: 5100 } }],
  ])('warns with %s', (code, reading) => expect(codes(reading)).toEqual([code]));

  it('says by how much the machine moved, and which way', () => {
    const [faster] = noiseWarnings({ ...steady, after: { ...steady.after, median_us: 3000 } });
    expect(faster!.message).toContain('25 % less CPU');
  });
});

describe('calibrate', () => {
  it('measures the same work each time', () => {
    const one = calibrate();
    expect(one.low_us).toBeGreaterThan(100);
    expect(one.median_us).toBeGreaterThanOrEqual(one.low_us);
    expect(one.high_us).toBeGreaterThanOrEqual(one.median_us);
  });
});

describe('machineUse', () => {
  it('splits the time between two readings', () => {
    const earlier = parseMachineStat('cpu  100 0 50 800 50 0 0 0 0 0\ncpu0 1 2 3');
    const later = parseMachineStat('cpu  130 5 60 860 50 0 5 10 0 0');
    expect(machineUse(earlier, later)).toEqual({ busy: 50 / 120, steal: 10 / 120, busy_us: 500_000, total_us: 1_200_000 });
  });
});

describe('parseCoreQuota', () => {
  it.each([
    ['max 100000', null],
    ['150000 100000', 1.5],
    [null, null],
    ['', null],
  ])('%j is %j cores', (text, cores) => expect(parseCoreQuota(text)).toBe(cores));
});
