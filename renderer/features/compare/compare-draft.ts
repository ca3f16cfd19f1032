/**
 * The comparison to come, as far as a person has chosen it, and what of it is still missing. Pure. Which documents it reads is
 * chosen with the run's: whoever has chosen documents on one screen finds them on the other.
 */
import {
  type CompareMetric,
  type ComparePlan,
  DEFAULT_BLOCKS,
  DEFAULT_MATERIALITY,
  MOST_BLOCKS,
  sideNames,
} from '../../../pipeline/contract/comparison.ts';
import type { DocumentSelection } from '../../../pipeline/contract/document-selection.ts';
import type { ErrorInfo } from '../../../pipeline/contract/errors.ts';
import { presetNamed, presets } from '../../../pipeline/contract/presets.ts';
import { type SettingKey, type Settings, settingKeys } from '../../../pipeline/contract/settings.ts';
import { plural } from '../../ui/format.ts';
import { chosenDocuments, type DocumentsDraft } from '../run/run-draft.ts';
import {
  controlOf,
  modelsOfEngine,
  problemOf,
  type SettingTexts,
  settingLabels,
  settingsOf,
  textOf,
} from '../run/setting-fields.ts';
import { alikeSides, sideLabels } from './side-labels.ts';

/** `same`: a setting against itself; `sweep`: one setting over several values. */
export type Way = 'preset' | 'same' | 'sweep' | 'own';

export interface Sweep {
  readonly key: SettingKey;
  /** As typed, one for each side. */
  readonly values: readonly string[];
}

export interface CompareDraft {
  readonly way: Way;
  /** Of the presets. */
  readonly preset: string;
  /** Sides of one's own: for each what it changes, as typed. Empty until somebody makes some. */
  readonly own: readonly SettingTexts[];
  readonly sweep: Sweep;
  /** What all sides share. */
  readonly shared: SettingTexts;
  readonly metric: CompareMetric;
  /** As typed; materiality in percent. */
  readonly blocks: string;
  readonly materiality: string;
  readonly seed: string;
  readonly name: string;
  readonly isStarting: boolean;
  /** Why the comparison could not begin. */
  readonly problem: ErrorInfo | null;
}

export const LEAST_SIDES = 2;
export const MOST_SIDES = sideNames.length;

export const emptyCompareDraft: CompareDraft = {
  way: 'preset',
  preset: presets[0]?.name ?? '',
  own: [],
  sweep: { key: 'ocr.threads', values: ['1', '2', '4', '8'] },
  shared: {},
  metric: 'cpu',
  blocks: String(DEFAULT_BLOCKS),
  materiality: String(DEFAULT_MATERIALITY * 100),
  seed: '1',
  name: '',
  isStarting: false,
  problem: null,
};

/** For each side what it changes of the shared settings. */
export function sideTextsOf({ way, preset, own, sweep }: CompareDraft): readonly SettingTexts[] {
  switch (way) {
    case 'preset':
      return (presetNamed(preset)?.sides ?? []).map(textsOf);
    case 'same':
      return [{}, {}];
    case 'sweep':
      return sweep.values.map((value) => ({ [sweep.key]: value }));
    case 'own':
      return own;
  }
}

const textsOf = (changes: Partial<Settings>): SettingTexts =>
  Object.fromEntries(Object.entries(changes).map(([key, value]) => [key, String(value)]));

/** Values that are worth trying, to begin with; where none are known, fields to be filled in. */
export function proposedValues(key: SettingKey, shared: SettingTexts): readonly string[] {
  const control = controlOf(key);
  switch (control.kind) {
    case 'switch':
      return ['false', 'true'];
    case 'choice':
      return control.options.slice(0, MOST_SIDES);
    case 'number':
      return proposedNumbers[key] ?? ['', ''];
    case 'text':
      return key === 'ocr.model' ? proposedModels(shared) : ['', ''];
  }
}

function proposedModels(shared: SettingTexts): readonly string[] {
  const [one = '', other = ''] = modelsOfEngine(textOf('ocr.engine', shared));
  return [one, other];
}

const proposedNumbers: Readonly<Partial<Record<SettingKey, readonly string[]>>> = {
  workers: ['1', '2', '4'],
  'quality.threshold': ['0.4', '0.6', '0.8'],
  'ocr.threads': ['1', '2', '4', '8'],
  'ocr.detectorSide': ['640', '960', '1280'],
  'ocr.textHeight': ['0', '12', '20'],
  'ocr.maxSide': ['1200', '1600', '2400', '20000'],
  'batch.size': ['1', '4', '8', '0'],
};

function wholeNumber(text: string, least: number, most: number): number | null {
  const number = Number(text);
  return text.trim() !== '' && Number.isInteger(number) && number >= least && number <= most ? number : null;
}

export const blocksProblem = (text: string): string | null =>
  wholeNumber(text, 1, MOST_BLOCKS) === null ? `Give a whole number of blocks from 1 to ${MOST_BLOCKS}.` : null;

export const seedProblem = (text: string): string | null =>
  wholeNumber(text, 0, Number.MAX_SAFE_INTEGER) === null ? 'Give a whole number from 0 on as the seed.' : null;

export function materialityProblem(text: string): string | null {
  const percent = Number(text);
  const isGood = text.trim() !== '' && percent > 0 && percent < 100;
  return isGood ? null : 'Give the smallest change that matters in percent, above 0 and below 100.';
}

/** Null while something typed is refused, or sides are missing or alike. */
export function planOf(draft: CompareDraft): ComparePlan | null {
  const { way, preset, metric, shared } = draft;
  const sides = sideTextsOf(draft).flatMap((changes, index) => {
    const settings = settingsOf({ ...shared, ...changes });
    const name = sideNames[index];
    return settings === null || name === undefined ? [] : [{ name, settings }];
  });
  if (planProblems(draft).length > 0 || sides.length < LEAST_SIDES) return null;
  return {
    seed: Number(draft.seed),
    blocks: Number(draft.blocks),
    metric,
    materiality: Number(draft.materiality) / 100,
    preset: way === 'preset' ? preset : null,
    sides,
  };
}

/** Sentences for what stands between the draft and a plan. */
export function planProblems(draft: CompareDraft): readonly string[] {
  const fields = [blocksProblem(draft.blocks), materialityProblem(draft.materiality), seedProblem(draft.seed)];
  return [...sideProblems(draft), ...fields.filter((problem) => problem !== null)];
}

function sideProblems(draft: CompareDraft): string[] {
  const texts = sideTextsOf(draft);
  const refusedShared = refusedIn(draft.shared).map((key) => settingLabels[key]);
  const refused = texts.flatMap((changes, index) =>
    refusedIn(changes).map((key) => `${settingLabels[key]} of side ${sideNames[index]}`),
  );
  const all = [...refusedShared, ...refused];
  if (all.length > 0) return [`Correct ${plural(all.length, 'setting')} first: ${all.join(', ')}.`];
  if (texts.length < LEAST_SIDES) return ['A comparison needs two sides.'];
  const settings = texts.flatMap((changes) => settingsOf({ ...draft.shared, ...changes }) ?? []);
  if (draft.way === 'same') return [];
  return alikeSides(settings).map(
    ([one, other]) =>
      `Sides ${sideNames[one]} and ${sideNames[other]} have the same settings: change one of them, or choose “A/A”.`,
  );
}

const refusedIn = (texts: SettingTexts): SettingKey[] =>
  settingKeys.filter((key) => texts[key] !== undefined && problemOf(key, texts) !== null);

/** What the list of runs calls it when the person gives no name. */
export function proposedName(draft: CompareDraft): string {
  switch (draft.way) {
    case 'preset':
      return presetNamed(draft.preset)?.title ?? '';
    case 'same':
      return 'A/A';
    case 'sweep':
      return `${settingLabels[draft.sweep.key]} ${draft.sweep.values.join(', ')}`.slice(0, LONGEST_NAME);
    case 'own': {
      const plan = planOf(draft);
      const labels = plan === null ? [] : sideLabels(plan.sides.map(({ settings }) => settings));
      return labels.join(' vs ').slice(0, LONGEST_NAME);
    }
  }
}

const LONGEST_NAME = 200;

export interface PlannedComparison {
  readonly name: string;
  readonly documents: string;
  readonly selection: DocumentSelection;
  readonly count: number | null;
  readonly plan: ComparePlan;
}

export type CompareReadiness =
  | { readonly kind: 'ready'; readonly comparison: PlannedComparison }
  | { readonly kind: 'not-yet'; readonly reasons: readonly string[] };

export function compareReadiness(draft: CompareDraft, documents: DocumentsDraft): CompareReadiness {
  const chosen = chosenDocuments(documents);
  const plan = planOf(draft);
  if (chosen.kind === 'chosen' && plan !== null) {
    const { place, selection, count } = chosen;
    const name = draft.name.trim() === '' ? proposedName(draft) : draft.name.trim();
    return { kind: 'ready', comparison: { name, documents: place, selection, count, plan } };
  }
  return { kind: 'not-yet', reasons: [...(chosen.kind === 'missing' ? chosen.reasons : []), ...planProblems(draft)] };
}
