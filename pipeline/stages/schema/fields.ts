/**
 * What a finder found, as a field of the typed document.
 */
import type { Field, FieldName } from '../../contract/document.ts';
import type { Passage } from './rows.ts';

export type FieldMap = Partial<Record<FieldName, Field>>;

interface Found {
  readonly at: Passage;
  readonly confidence: number;
}

export const field = (value: string, raw: string, at: Passage, confidence: number): Field => ({
  value,
  raw,
  confidence: Math.max(0, Math.min(1, Number.isFinite(confidence) ? confidence : 0)),
  page: at.page,
  box: at.box,
});

/** Sets a field where something was found. */
export function put(
  fields: FieldMap,
  name: FieldName,
  found: (Found & ({ readonly value: string } | { readonly iso: string })) | null,
): void {
  if (found === null) return;
  const value = 'iso' in found ? found.iso : found.value;
  if (value !== '') fields[name] = field(value, found.at.text, found.at, found.confidence);
}
