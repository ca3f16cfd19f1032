/**
 * A capacity by a basis and a person's inputs: pure, and fast enough to be called while a slider is dragged.
 */
import type { CapacityBasis } from '../../contract/capacity.ts';
import type { CapacityInputs } from '../../contract/criteria.ts';
import type { Seconds } from '../../contract/units.ts';
import { CONFIDENCE } from '../comparison/student-t.ts';
import type { Capacity, CurvePoint, Estimated, NoCapacity, ProjectionRow } from './capacity.ts';
import { cautionsOf } from './cautions.ts';
import { breakdownOf, missingPath, sortedCosts } from './cost.ts';
import type { Column } from './resample.ts';
import { tornadoOf } from './tornado.ts';

const DAYS_IN_A_MONTH = 30;
const SECONDS_IN_AN_HOUR = 3600;

/** The report's § 4.1. */
export const hoursPerMonth = (cpuSeconds: Seconds, docsPerDay: number): number =>
  (cpuSeconds * docsPerDay * DAYS_IN_A_MONTH) / SECONDS_IN_AN_HOUR;

/** Its inverse: CPU seconds that a document may take, or documents a day that the budget carries. */
export const within = (budgetHours: number, other: number): number =>
  (budgetHours * SECONDS_IN_AN_HOUR) / (other * DAYS_IN_A_MONTH);

export function projectCapacity(basis: CapacityBasis, inputs: CapacityInputs): Capacity | NoCapacity {
  const missing = missingPath(basis, inputs);
  if (missing !== null) {
    const share = (missing === 'fast' ? inputs.fast_share : 1 - inputs.fast_share) * 100;
    const percent = share.toLocaleString('en-US', { maximumSignificantDigits: 3 });
    return {
      cannot_tell: `No document took the ${missing} path, and ${percent} % of the mix do; measure such documents, or set the mix to what the run holds.`,
    };
  }
  const breakdown = breakdownOf(basis, inputs);
  const costs = sortedCosts(basis, inputs);
  const cpu = spread(breakdown.total * inputs.node_factor, costs);
  const break_even: Estimated = {
    estimate: within(inputs.budget_hours, cpu.estimate),
    low: cpu.high === null ? null : within(inputs.budget_hours, cpu.high),
    high: cpu.low === null ? null : within(inputs.budget_hours, cpu.low),
  };
  return {
    inputs,
    cpu_per_doc: cpu,
    breakdown,
    max_docs_per_day: break_even,
    projection: inputs.volumes.map((volume) => rowOf(volume, inputs.budget_hours, cpu, costs)),
    curve: costs === null ? [] : curveOf(costs, inputs),
    tornado: tornadoOf(basis, inputs, cpu),
    cautions: cautionsOf(basis, inputs),
  };
}

function spread(estimate: number, sorted: Column | null): Estimated {
  if (sorted === null) return { estimate, low: null, high: null };
  const outside = Math.floor(((1 - CONFIDENCE) / 2) * sorted.length);
  return { estimate, low: sorted[outside] ?? estimate, high: sorted[sorted.length - 1 - outside] ?? estimate };
}

function rowOf(docs_per_day: number, budget: number, cpu: Estimated, costs: Column | null): ProjectionRow {
  const inHours = (seconds: number | null) => (seconds === null ? null : hoursPerMonth(seconds, docs_per_day));
  const hours: Estimated = {
    estimate: hoursPerMonth(cpu.estimate, docs_per_day),
    low: inHours(cpu.low),
    high: inHours(cpu.high),
  };
  const status = hours.estimate <= budget ? 'within' : 'over';
  const farEnd = status === 'within' ? hours.high : hours.low;
  return {
    docs_per_day,
    cpu_seconds_per_doc: cpu,
    cpu_hours_per_month: hours,
    share_of_budget: hours.estimate / budget,
    probability_within: costs === null ? null : shareUpTo(costs, within(budget, docs_per_day)),
    status,
    firm: farEnd !== null && (status === 'within' ? farEnd <= budget : farEnd > budget),
  };
}

/** Of ascending values. */
function shareUpTo(sorted: Column, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low / sorted.length;
}

const CURVE_POINTS = 120;

/** From well within to well over the budget, and over all volumes that were asked for. */
function curveOf(costs: Column, { budget_hours, volumes }: CapacityInputs): CurvePoint[] {
  const at = (share: number) =>
    within(budget_hours, costs[Math.min(costs.length - 1, Math.floor(share * costs.length))] as number);
  const from = Math.min(at(0.999) * 0.9, ...volumes);
  const to = Math.max(at(0.001) * 1.1, ...volumes);
  return Array.from({ length: CURVE_POINTS }, (_, index) => {
    const docs_per_day = from * (to / from) ** (index / (CURVE_POINTS - 1));
    return { docs_per_day, probability_within: shareUpTo(costs, within(budget_hours, docs_per_day)) };
  });
}
