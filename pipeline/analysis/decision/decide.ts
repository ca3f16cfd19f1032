import type { CapacityFacts } from '../../contract/capacity.ts';
import type { Criteria } from '../../contract/criteria.ts';
import type { Decision } from './decision.ts';

export function decide(_facts: CapacityFacts, _criteria: Criteria): Decision {
  throw new Error('not yet');
}
