/** Criteria out of a file, for what is measured next. */
import { readFileSync } from 'node:fs';
import { parseCapacityInputs } from '../analysis/capacity/inputs.ts';
import { type Criteria, criteriaSchema } from '../contract/criteria.ts';
import { BenchError, reasonOf } from '../contract/errors.ts';

/**
 * Takes criteria by themselves, or out of the whole answer of `rbench decide --json`.
 * @throws BenchError `capacity.bad_criteria`
 */
export function readCriteria(file: string): Criteria {
  try {
    let given: unknown = JSON.parse(readFileSync(file, 'utf8'));
    while (typeof given === 'object' && given !== null && 'criteria' in given) given = given.criteria;
    const criteria = criteriaSchema.parse(given);
    const { published, derived } = criteria;
    const ascend = 0 < published.go && published.go <= published.reduce_volume && published.reduce_volume <= published.optimise;
    const descend = derived.go >= derived.reduce_volume && derived.reduce_volume >= derived.optimise && derived.optimise > 0;
    if (!ascend || !descend) throw new Error('the limits of its bands are not in their order');
    return { ...criteria, inputs: parseCapacityInputs(criteria.inputs) };
  } catch (thrown) {
    throw new BenchError('capacity.bad_criteria', { file, reason: reasonOf(thrown) }, { cause: thrown });
  }
}
