/** What makes a projection less certain than its interval says: one sentence each. */

import type { CapacityBasis } from '../../contract/capacity.ts';
import type { CapacityInputs } from '../../contract/criteria.ts';
import { plural, pluralForm } from '../../contract/plural.ts';
import { coldShareOf } from './cost.ts';

const FEW_DOCUMENTS = 5;

export function cautionsOf(basis: CapacityBasis, inputs: CapacityInputs): string[] {
  const shares = { fast: inputs.fast_share, standard: 1 - inputs.fast_share };
  const cautions: string[] = [];
  for (const path of ['fast', 'standard'] as const) {
    const { documents, cold_jobs } = basis.paths[path];
    if (shares[path] === 0) continue;
    if (documents === 0 && cold_jobs > 0)
      cautions.push(`Every document on the ${path} path was cold; its warm cost is not known.`);
    else if (documents === 1) cautions.push(`Only one document took the ${path} path; there is no interval.`);
    else if (documents < FEW_DOCUMENTS)
      cautions.push(
        `Only ${documents} documents took the ${path} path; the interval is wide for that reason and may still be too narrow.`,
      );
  }
  if (basis.pass_noise === null)
    cautions.push(
      `${basis.passes === 1 ? 'One pass: how' : 'How'} far this machine moves between passes is not in the interval; \`rbench compare --same\` tells.`,
    );
  const cold = coldShareOf(basis, inputs);
  if (cold > 0 && basis.cold.surcharge === null)
    cautions.push('What a cold start takes was not measured; it counts as nothing here.');
  if (basis.cold.surcharge !== null && basis.cold.surcharge < 0)
    cautions.push('The cold documents took less than the warm ones, by chance; measure more workers or passes.');
  if (inputs.size_factor !== 1 && basis.size.elasticity === null)
    cautions.push('Sizes of the documents differ too little to tell what size does; the size asked for has no effect.');
  const startup = basis.outside.startup_cpu_seconds;
  if (startup !== null && startup > 0)
    cautions.push(`The start-up of a worker process (${startup.toFixed(2)} s) is not in the figure: the report counts stages.`);
  if (basis.jobs.unfinished > 0)
    cautions.push(
      `${plural(basis.jobs.unfinished, 'document')} of the plan ${pluralForm(basis.jobs.unfinished, 'was', 'were')} not measured.`,
    );
  return cautions;
}
