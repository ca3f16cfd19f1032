/**
 * The burst of the report's § 2.2: uploads a second, falling from step to step. Played as printed it makes 910 uploads, though
 * the report counts 250; so the shape is kept and scaled to whatever total is asked for.
 */
import type { Seconds } from '../../contract/units.ts';

export interface RateStep {
  readonly from: Seconds;
  readonly to: Seconds;
  readonly per_second: number;
}

/** As printed, for the report's 50 users. */
export const burstTable: readonly RateStep[] = [
  { from: 0, to: 10, per_second: 25 },
  { from: 10, to: 30, per_second: 15 },
  { from: 30, to: 60, per_second: 8 },
  { from: 60, to: 90, per_second: 4 },
];

/** How many users the printed rates are for. */
export const BURST_USERS = 50;

/** Uploads that a table of rates adds up to. */
export const uploadsOf = (table: readonly RateStep[]): number =>
  table.reduce((total, { from, to, per_second }) => total + (to - from) * per_second, 0);

/** The shape of the printed table, with rates that add up to so many uploads. */
export function scaledBurst(total: number): RateStep[] {
  const factor = total / uploadsOf(burstTable);
  return burstTable.map((step) => ({ ...step, per_second: step.per_second * factor }));
}

/** Evenly within each step; each upload in the middle of its share of the step. As many as the table adds up to, rounded. */
export function arrivalsOfTable(table: readonly RateStep[]): Seconds[] {
  const total = Math.round(uploadsOf(table));
  const moments: Seconds[] = [];
  let before = 0;
  for (const { from, to, per_second } of table) {
    const after = before + (to - from) * per_second;
    while (moments.length < total && moments.length + 0.5 < after)
      moments.push(from + (moments.length + 0.5 - before) / per_second);
    before = after;
  }
  return moments;
}
