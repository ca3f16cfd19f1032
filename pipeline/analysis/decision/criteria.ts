/**
 * The criteria of a decision, and the hash that names them.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import {
  type CapacityInputs,
  CRITERIA_FORMAT,
  type Criteria,
  criteriaSchema,
  defaultCapacityInputs,
  type KeptCriteria,
  type PolicyName,
} from '../../contract/criteria.ts';
import { CONFIDENCE } from '../comparison/student-t.ts';
import { ERROR_RATE_LIMIT } from '../invariants.ts';

/** The bands are the source report's § 6 as printed; volumes of the derived policy are those of the same rows. */
export function makeCriteria(inputs: CapacityInputs = defaultCapacityInputs, policy: PolicyName = 'published'): Criteria {
  return criteriaSchema.parse({
    format: CRITERIA_FORMAT,
    inputs,
    policy,
    published: { go: 0.72, reduce_volume: 0.9, optimise: 1.2 },
    derived: { go: 1000, reduce_volume: 800, optimise: 600 },
    error_rate_limit: ERROR_RATE_LIMIT,
    confidence: CONFIDENCE,
  });
}

/** What was fixed before a run, but for what a person turned since. */
export const turnedCriteria = (kept: KeptCriteria | null, inputs: CapacityInputs, policy: PolicyName): Criteria =>
  kept === null ? makeCriteria(inputs, policy) : { ...kept.criteria, inputs, policy };

/** SHA-256 of the criteria as JSON with sorted keys, so that the order in which they were written does not matter. */
export const hashCriteria = (criteria: Criteria): string => bytesToHex(sha256(utf8ToBytes(JSON.stringify(sorted(criteria)))));

export const keepCriteria = (criteria: Criteria): KeptCriteria => ({ hash: hashCriteria(criteria), criteria });

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
