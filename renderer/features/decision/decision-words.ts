/** A decision in words: how its headlines are set, and rows of its tables. Pure; the sentences are those of the analysis. */
import type { Decision, DecisionVerdict, PolicyDecision, ResidualRisk } from '../../../pipeline/analysis/decision/decision.ts';
import type { DriftCheck } from '../../../pipeline/contract/capacity.ts';
import type { CapacityInputs, PolicyName } from '../../../pipeline/contract/criteria.ts';
import { decimal, shortId } from '../../ui/format.ts';
import type { Tone } from '../../ui/notice.tsx';

export const policyTitles: Readonly<Record<PolicyName, string>> = { published: 'Published', derived: 'Derived' };

export const policyHints: Readonly<Record<PolicyName, string>> = {
  published: 'the bands of § 6, as printed',
  derived: 'the same bands, from the budget by § 4.1',
};

/** The verdict in large print, and what stands behind it: "ADJUST" and "Reduce volume, not firm: 40 more documents would tell". */
export function headlineParts({ verdict, headline }: Pick<PolicyDecision, 'verdict' | 'headline'>): {
  readonly word: string;
  readonly rest: string;
} {
  if (verdict === 'CANNOT-TELL') return { word: headline, rest: '' };
  const rest = headline
    .slice(verdict.length)
    .replace(/^[,:]? +/, '')
    .replace(/^\(([^)]*)\)/, '$1');
  return { word: verdict, rest: rest.charAt(0).toUpperCase() + rest.slice(1) };
}

export function verdictTone(verdict: DecisionVerdict): Exclude<Tone, 'plain'> {
  if (verdict === 'GO') return 'good';
  return verdict === 'NO-GO' ? 'bad' : 'warn';
}

/** Beside the verdict, where there is one. */
export function firmText({ verdict, firm }: Pick<PolicyDecision, 'verdict' | 'firm'>): string | null {
  if (verdict === 'CANNOT-TELL') return null;
  return firm ? 'firm' : 'not firm';
}

export const riskWords: Readonly<Record<ResidualRisk['verdict'], string>> = {
  steady: 'steady',
  drifted: 'drifted',
  cannot_tell: 'can’t tell',
  not_measured: 'not measured',
};

export const riskTones = { steady: 'good', drifted: 'bad', cannot_tell: 'warn', not_measured: 'plain' } as const;

export interface RiskRow {
  readonly title: string;
  readonly verdict: ResidualRisk['verdict'];
  readonly sentence: string;
  readonly here: string | null;
  readonly reference: string | null;
  readonly test: string | null;
  readonly threshold: string | null;
  readonly p: number | null;
}

/** The risks in their order; of those that were tested for drift the values, the test and its threshold apart. */
export function riskRows(risks: Decision['risks'], checks: readonly DriftCheck[]): RiskRow[] {
  return risks.map(({ title, verdict, sentence }) => {
    const check = checks.find((candidate) => candidate.title === title);
    if (check === undefined)
      return { title, verdict, sentence, here: null, reference: null, test: null, threshold: null, p: null };
    const { here, reference, test, threshold, p } = check;
    return { title, verdict, sentence: check.sentence, here, reference, test, threshold, p };
  });
}

/** The inputs of the criteria as pairs of a name and a value. */
export function inputFacts(inputs: CapacityInputs): { readonly name: string; readonly value: string }[] {
  return [
    { name: 'Budget', value: `${decimal(inputs.budget_hours)} CPU-hours a month` },
    { name: 'Volumes', value: `${inputs.volumes.map(decimal).join(', ')} documents a day` },
    { name: 'Mix', value: `${decimal(inputs.fast_share * 100)} % fast, ${decimal(100 - inputs.fast_share * 100)} % standard` },
    {
      name: 'Cold starts',
      value: inputs.cold_share === null ? 'as in the run' : `${decimal(inputs.cold_share * 100)} % of documents`,
    },
    { name: 'Production node', value: `× ${decimal(inputs.node_factor)} CPU seconds` },
    { name: 'Document size', value: `× ${decimal(inputs.size_factor)}` },
  ];
}

export const referenceSentence = (reference: { readonly run: string; readonly name: string } | null): string =>
  reference === null
    ? 'No run is pinned as baseline, so nothing was tested for drift: pin one in Runs.'
    : `Tested for drift against the baseline ${reference.name === '' ? shortId(reference.run) : reference.name}, corrected after Holm.`;
