/** The parts of a comparison's screen, and which of them a comparison has. */
import type { Comparison } from '../../../pipeline/contract/comparison.ts';

export type ComparisonTab = 'stages' | 'sides' | 'documents' | 'flame' | 'matrix' | 'plan';

interface Tab {
  readonly key: ComparisonTab;
  readonly label: string;
}

const tabs: readonly Tab[] = [
  { key: 'stages', label: 'Stages' },
  { key: 'sides', label: 'Sides' },
  { key: 'documents', label: 'Documents' },
  { key: 'flame', label: 'Flame charts' },
  { key: 'matrix', label: 'Matrix' },
  { key: 'plan', label: 'Plan' },
];

/** With two sides the matrix would say what the verdict says. */
export const tabsOf = ({ sides }: Pick<Comparison, 'sides'>): readonly Tab[] =>
  sides.length > 2 ? tabs : tabs.filter(({ key }) => key !== 'matrix');

/** An address may name none, or one that this comparison does not have. */
export const tabNamed = (name: string | null, shown: readonly Tab[]): ComparisonTab =>
  shown.find(({ key }) => key === name)?.key ?? 'stages';
