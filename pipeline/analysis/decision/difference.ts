/** Why the two policies read differently, or that they do not: one sentence. */
import { type Criteria, defaultCapacityInputs } from '../../contract/criteria.ts';
import type { Capacity } from '../capacity/capacity.ts';
import { hoursPerMonth } from '../capacity/project.ts';
import { figure, given, whole } from './words.ts';

/** The report's § 6 is printed for this one. */
const PRINTED_BUDGET_HOURS = defaultCapacityInputs.budget_hours;

/** @param published @param derived what the cost reads under each: "ADJUST (optimise)" */
export function differenceOf(published: string, derived: string, capacity: Capacity, criteria: Criteria): string {
  const { budget_hours } = criteria.inputs;
  const volume = criteria.derived.go;
  const limit = criteria.published.go;
  const hours = figure(hoursPerMonth(capacity.cpu_per_doc.estimate, volume));
  const needs = `by § 4.1 this run needs ${hours} CPU-hours at ${whole(volume)} a day`;
  if (published === derived) return `Both policies read ${published}: ${needs}, of ${given(budget_hours)} a month.`;
  const bands =
    budget_hours === PRINTED_BUDGET_HOURS
      ? 'its bands divide the budget by 30 twice'
      : `its bands stay as printed for ${given(PRINTED_BUDGET_HOURS)} CPU-hours, whatever the budget, and divide by 30 twice`;
  const printed = `${given(limit)} s at ${whole(volume)} documents a day is ${given(hoursPerMonth(limit, volume))} CPU-hours a month, not ${given(PRINTED_BUDGET_HOURS)}`;
  return `Published reads ${published} because ${bands}: ${printed}; ${needs}, and reads ${derived}.`;
}
