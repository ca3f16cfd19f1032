/** Whether the criteria were fixed before the run, and what differs when they were not. */
import type { Criteria, KeptCriteria } from '../../contract/criteria.ts';
import { hashCriteria } from './criteria.ts';
import type { CriteriaStanding } from './decision.ts';

export function standingOf(kept: KeptCriteria | null, criteria: Criteria): CriteriaStanding {
  const hash = hashCriteria(criteria);
  if (kept === null)
    return {
      hash,
      criteria,
      fixed: 'unknown',
      sentence: 'No criteria were kept with the run; nothing tells whether these were chosen before it.',
    };
  if (kept.hash === hash) return { hash, criteria, fixed: 'before', sentence: 'The criteria were fixed before the run.' };
  const differing = [...differences(kept.criteria, criteria), ...differences(kept.criteria.inputs, criteria.inputs)];
  const names = differing.filter((name) => name !== 'inputs').map((name) => name.replaceAll('_', ' '));
  return {
    hash,
    criteria,
    fixed: 'changed',
    sentence: `The criteria are not those fixed before the run: ${names.length === 0 ? 'their hash' : names.join(', ')} changed.`,
  };
}

function differences<Form extends object>(one: Form, other: Form): string[] {
  return Object.keys(one).filter((key) => JSON.stringify(one[key as keyof Form]) !== JSON.stringify(other[key as keyof Form]));
}
