/**
 * CPU of a document by the figures of a basis and a person's inputs, once for the estimate and once for each replicate:
 *
 *     pass × node × [ size^elasticity × (fast_share · fast + (1 − fast_share) · standard) + cold · surcharge + failed ]
 */
import type { CapacityBasis } from '../../contract/capacity.ts';
import type { CapacityInputs } from '../../contract/criteria.ts';
import type { Breakdown } from './capacity.ts';
import { type Column, effectiveDegreesOfFreedom, studentStretch, type VariancePart, varianceOf } from './resample.ts';

/** No document costs nothing; what a draw takes below it is chance. */
const LEAST_SECONDS = 1e-9;

export const coldShareOf = ({ cold }: CapacityBasis, { cold_share }: CapacityInputs): number => cold_share ?? cold.share;

/** A path that the mix needs and the run has not; null where none is missing. */
export function missingPath({ paths }: CapacityBasis, { fast_share }: CapacityInputs): 'fast' | 'standard' | null {
  if (fast_share > 0 && paths.fast.cpu_seconds === null) return 'fast';
  return fast_share < 1 && paths.standard.cpu_seconds === null ? 'standard' : null;
}

export function breakdownOf(basis: CapacityBasis, inputs: CapacityInputs): Breakdown {
  const { fast_share, node_factor, size_factor } = inputs;
  const cold_share = coldShareOf(basis, inputs);
  const mixed = fast_share * (basis.paths.fast.cpu_seconds ?? 0) + (1 - fast_share) * (basis.paths.standard.cpu_seconds ?? 0);
  const warm = size_factor ** (basis.size.elasticity?.estimate ?? 0) * mixed;
  const cold = cold_share * (basis.cold.surcharge ?? 0);
  const failed = basis.failed.cpu_seconds;
  return { warm, cold, failed, total: Math.max(LEAST_SECONDS, warm + cold + failed), node_factor, cold_share };
}

/**
 * The cost in each replicate, ascending, widened after Student about the estimate on the logarithmic scale. Null where a figure
 * that counts has no spread: one document says nothing about its error.
 */
export function sortedCosts(basis: CapacityBasis, inputs: CapacityInputs): Column | null {
  const parts = spreadsOf(basis, inputs);
  if (parts === null) return null;
  const stretch = studentStretch(effectiveDegreesOfFreedom(parts));
  const { fast_share, node_factor, size_factor } = inputs;
  const { replicates, paths, size, cold, failed } = basis;
  const coldShare = coldShareOf(basis, inputs);
  const estimate = breakdownOf(basis, inputs).total * node_factor;
  const at = (column: Float64Array, row: number, otherwise: number): number =>
    column.length === 0 ? otherwise : (column[row] ?? otherwise);
  const rows = replicates.pass.length;
  const costs = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const mixed =
      fast_share * at(replicates.fast, row, paths.fast.cpu_seconds ?? 0) +
      (1 - fast_share) * at(replicates.standard, row, paths.standard.cpu_seconds ?? 0);
    const effect = size_factor === 1 ? 1 : size_factor ** at(replicates.elasticity, row, size.elasticity?.estimate ?? 0);
    const sum =
      effect * mixed +
      coldShare * at(replicates.surcharge, row, cold.surcharge ?? 0) +
      at(replicates.failed, row, failed.cpu_seconds);
    const cost = (replicates.pass[row] ?? 1) * node_factor * Math.max(LEAST_SECONDS, sum);
    costs[row] = estimate * Math.exp(Math.log(cost / estimate) * stretch);
  }
  return costs.sort();
}

/** What each figure brings to the variance of the cost, with its degrees of freedom. */
function spreadsOf(basis: CapacityBasis, inputs: CapacityInputs): VariancePart[] | null {
  const { replicates, degrees_of_freedom: degrees } = basis;
  const { total } = breakdownOf(basis, inputs);
  const figures = [
    { weight: inputs.fast_share, column: replicates.fast, degreesOfFreedom: degrees.fast, isNeeded: true },
    { weight: 1 - inputs.fast_share, column: replicates.standard, degreesOfFreedom: degrees.standard, isNeeded: true },
    {
      weight: coldShareOf(basis, inputs),
      column: replicates.surcharge,
      degreesOfFreedom: degrees.surcharge,
      isNeeded: basis.cold.surcharge !== null,
    },
    { weight: 1, column: replicates.failed, degreesOfFreedom: degrees.failed, isNeeded: basis.failed.cpu_seconds > 0 },
    { weight: total, column: replicates.pass, degreesOfFreedom: degrees.pass, isNeeded: false },
  ].filter(({ weight }) => weight > 0);
  if (figures.some(({ isNeeded, column }) => isNeeded && column.length === 0)) return null;
  return figures.flatMap(({ weight, column, degreesOfFreedom }) =>
    degreesOfFreedom === null ? [] : [{ variance: weight ** 2 * varianceOf(column), degreesOfFreedom }],
  );
}
