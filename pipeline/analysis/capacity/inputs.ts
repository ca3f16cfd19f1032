/** What a person gave, checked: one sentence for what cannot be. */
import { type CapacityInputs, capacityInputsSchema } from '../../contract/criteria.ts';
import { BenchError } from '../../contract/errors.ts';

const ranges: Readonly<Record<keyof CapacityInputs, { readonly what: string; readonly range: string }>> = {
  budget_hours: { what: 'The budget', range: 'It is a number of CPU-hours a month above 0 and up to 1,000,000.' },
  volumes: { what: 'The volumes', range: 'They are 1 to 12 whole numbers of documents a day, from 1 to 10,000,000.' },
  fast_share: { what: 'The mix', range: 'It is the share of fast and of standard documents, such as 70/30.' },
  cold_share: { what: 'The cold-start frequency', range: 'It is from 0 to 100 % of the documents.' },
  node_factor: { what: 'The factor of the production node', range: 'It is from 0.05 to 20.' },
  size_factor: { what: 'The document size', range: 'It is from 0.1 to 10 times the size of those measured.' },
};

/**
 * Volumes come out ascending, each once.
 * @throws BenchError `capacity.bad_input`
 */
export function parseCapacityInputs(given: unknown): CapacityInputs {
  const parsed = capacityInputsSchema.safeParse(given);
  if (parsed.success) return { ...parsed.data, volumes: [...new Set(parsed.data.volumes)].sort((a, b) => a - b) };
  const key = parsed.error.issues[0]?.path[0] as keyof CapacityInputs | undefined;
  const { what, range } = ranges[key ?? 'budget_hours'] ?? ranges.budget_hours;
  const value = key === undefined ? given : (given as Partial<CapacityInputs>)[key];
  throw new BenchError('capacity.bad_input', { what, value: String(value), reason: range });
}
