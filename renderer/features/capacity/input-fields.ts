/**
 * The inputs of a projection as a person slides and types them: names, units, scales, and what becomes of a typed text. Shares
 * are shown as percentages. Pure.
 */
import { parseCapacityInputs } from '../../../pipeline/analysis/capacity/inputs.ts';
import type { CapacityInputs } from '../../../pipeline/contract/criteria.ts';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import { decimal } from '../../ui/format.ts';
import type { SliderScale } from '../../ui/slider-scale.ts';
import type { CapacityChanges } from './capacity-inputs-store.ts';

export type FieldKey = Exclude<keyof CapacityInputs, 'volumes'>;

export interface InputField {
  readonly key: FieldKey;
  readonly name: string;
  readonly unit: string;
  readonly scale: SliderScale;
  /** What is shown, for 1 of what is kept. */
  readonly shown: 1 | 100;
}

const percentages: SliderScale = { min: 0, max: 100, step: 1, spread: 'even' };
const factors: SliderScale = { min: 0.25, max: 4, step: 0.01, spread: 'logarithmic' };

export const inputFields: readonly InputField[] = [
  {
    key: 'budget_hours',
    name: 'Budget',
    unit: 'CPU-h a month',
    scale: { min: 1, max: 2000, step: 1, spread: 'logarithmic' },
    shown: 1,
  },
  { key: 'fast_share', name: 'Fast path', unit: '%', scale: percentages, shown: 100 },
  { key: 'cold_share', name: 'Cold starts', unit: '%', scale: percentages, shown: 100 },
  { key: 'node_factor', name: 'Production node', unit: '×', scale: factors, shown: 1 },
  { key: 'size_factor', name: 'Document size', unit: '×', scale: factors, shown: 1 },
];

export const volumeScale: SliderScale = { min: 10, max: 100_000, step: 1, spread: 'logarithmic' };
export const MOST_VOLUMES = 12;

/** Digits that a binary fraction adds go: 0.29 × 100 is 28.999999999999996. */
const rounded = (value: number): number => Number(value.toFixed(6));

export const shownValue = (field: InputField, value: number): number => rounded(value * field.shown);
export const keptValue = (field: InputField, shown: number): number => rounded(shown / field.shown);
export const printed = (shown: number): string => decimal(shown);

/** Either a change that may be kept, or the sentence that refuses it. */
export type Taken = { readonly change: CapacityChanges } | { readonly problem: string };

export function takeTyped(inputs: CapacityInputs, field: InputField, text: string): Taken {
  const number = numberIn(text);
  if (number !== null) {
    const taken = check(inputs, { [field.key]: keptValue(field, number) });
    if ('change' in taken) return taken;
  }
  // Refused in the words that were typed: 150 %, not 1.5.
  const typed = text.trim() === '' ? 'empty' : field.shown === 100 ? `${text.trim()} %` : text.trim();
  return check(inputs, { [field.key]: typed });
}

/** One of the volumes, which stay in their order. */
export function takeTypedVolume(inputs: CapacityInputs, at: number, text: string): Taken {
  const number = numberIn(text);
  if (number !== null) {
    const volumes = inputs.volumes.with(at, number);
    const taken = check(inputs, { volumes });
    if ('change' in taken) return { change: { volumes } };
  }
  return check(inputs, { volumes: text.trim() === '' ? 'empty' : text.trim() });
}

/** A further volume, beyond the largest. */
export function withVolumeAdded({ volumes }: Pick<CapacityInputs, 'volumes'>): number[] {
  const largest = Math.max(...volumes);
  return [...volumes, Math.min(10_000_000, Math.ceil((largest * 1.3) / 100) * 100)];
}

function check(inputs: CapacityInputs, change: Readonly<Record<string, unknown>>): Taken {
  try {
    parseCapacityInputs({ ...inputs, ...change });
    return { change: change as CapacityChanges };
  } catch (thrown) {
    return { problem: BenchError.wrap(thrown).message };
  }
}

/** `1,300`, `0.5`, `1e3`; null for `0,5`, which could be either. */
function numberIn(text: string): number | null {
  const typed = text.trim();
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(typed) ? typed.replaceAll(',', '') : typed;
  const number = plain === '' ? Number.NaN : Number(plain);
  return Number.isFinite(number) ? number : null;
}
