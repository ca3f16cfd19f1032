/** Which settings, versions, fields and invariants the sides have between them, and in which they differ. */

import type { SideInvariant, SideResult } from '../../../pipeline/contract/comparison.ts';
import { type FieldName, fieldNames } from '../../../pipeline/contract/document.ts';
import type { Json } from '../../../pipeline/contract/run.ts';

export interface Shared {
  readonly key: string;
  readonly differs: boolean;
}

const printed = (value: Json | undefined): string => {
  if (value === undefined) return 'not known';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

export const settingText = (side: SideResult, key: string): string => printed(side.settings[key]);
export const versionText = (side: SideResult, key: string): string => side.versions[key] ?? 'not known';

function shared(
  sides: readonly SideResult[],
  keys: (side: SideResult) => readonly string[],
  read: (side: SideResult, key: string) => string,
): Shared[] {
  const all = [...new Set(sides.flatMap(keys))];
  return all.map((key) => ({ key, differs: new Set(sides.map((side) => read(side, key))).size > 1 }));
}

/** Settings in which the sides differ, in the order in which they stand. */
export const differingSettings = (sides: readonly SideResult[]): string[] =>
  shared(sides, ({ settings }) => Object.keys(settings), settingText).flatMap(({ key, differs }) => (differs ? [key] : []));

/** All versions, those that differ first. */
export const versionsOf = (sides: readonly SideResult[]): Shared[] =>
  shared(sides, ({ versions }) => Object.keys(versions), versionText).toSorted(
    (one, other) => Number(other.differs) - Number(one.differs),
  );

/** Fields that the truth of some document names. */
export const fieldsOf = (sides: readonly SideResult[]): FieldName[] =>
  fieldNames.filter((field) => sides.some(({ accuracy }) => accuracy?.fields[field] !== undefined));

export const invariantsOf = (sides: readonly SideResult[]): SideInvariant['name'][] => [
  ...new Set(sides.flatMap(({ invariants }) => invariants.map(({ name }) => name))),
];
