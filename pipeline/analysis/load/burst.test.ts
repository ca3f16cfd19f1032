import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivalsOfTable, burstTable, scaledBurst, uploadsOf } from './burst.ts';

describe('the burst', () => {
  it('adds up to 910 uploads as printed, and to 250 scaled', () => {
    expect(uploadsOf(burstTable)).toBe(910);
    expect(uploadsOf(scaledBurst(250))).toBeCloseTo(250, 9);
  });

  it('keeps its shape: each step has the share of the uploads that it has in the table', () => {
    const moments = arrivalsOfTable(scaledBurst(9100));
    const within = (from: number, to: number) => moments.filter((moment) => moment >= from && moment < to).length;
    expect([within(0, 10), within(10, 30), within(30, 60), within(60, 90)]).toEqual([2500, 3000, 2400, 1200]);
  });

  it('has each upload in the middle of its share of the time, and so the last share of a step to the step it begins in', () => {
    const table = [
      { from: 0, to: 10, per_second: 0.24 },
      { from: 10, to: 20, per_second: 0.16 },
    ];
    expect(arrivalsOfTable(table).map((moment) => Number(moment.toFixed(6)))).toEqual([2.083333, 6.25, 10.625, 16.875]);
  });

  it('makes as many uploads as asked for, in order, within 90 seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (total) => {
        const moments = arrivalsOfTable(scaledBurst(total));
        expect(moments).toHaveLength(total);
        expect(moments.every((moment, index) => moment >= (moments[index - 1] ?? 0) && moment < 90)).toBe(true);
      }),
    );
  });
});
