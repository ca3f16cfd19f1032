import type { CapacityBasis } from '../../contract/capacity.ts';
import type { CapacityInputs } from '../../contract/criteria.ts';
import type { Capacity, NoCapacity } from './capacity.ts';

export function projectCapacity(_basis: CapacityBasis, _inputs: CapacityInputs): Capacity | NoCapacity {
  throw new Error('not yet');
}
