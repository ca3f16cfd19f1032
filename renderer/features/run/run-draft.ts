/**
 * The run to come, as far as a person has chosen it, and what of it is still missing. Pure.
 */
import type { DocumentSelection } from '../../../pipeline/contract/document-selection.ts';
import type { ErrorInfo } from '../../../pipeline/contract/errors.ts';
import { MOST_JOBS } from '../../../pipeline/contract/limits.ts';
import type { DocumentsLook } from '../../../pipeline/contract/reader-calls.ts';
import { type Settings, settingKeys } from '../../../pipeline/contract/settings.ts';
import { count, plural } from '../../ui/format.ts';
import { problemOf, type SettingTexts, settingLabels, settingsOf } from './setting-fields.ts';

export type SampleKind = Exclude<DocumentSelection, 'all'>;

export type Source =
  | { readonly kind: 'none' }
  | { readonly kind: 'place'; readonly place: string }
  | { readonly kind: 'samples'; readonly selection: SampleKind };

/** The generated documents: drawn once, kept for ever. */
export type Samples =
  | { readonly state: 'unknown' }
  | { readonly state: 'drawing'; readonly done: number; readonly total: number }
  | { readonly state: 'here'; readonly place: string };

export type Look =
  | { readonly state: 'none' }
  | { readonly state: 'looking' }
  | { readonly state: 'here'; readonly found: DocumentsLook }
  | { readonly state: 'failed'; readonly error: ErrorInfo };

export interface Remark {
  readonly tone: 'plain' | 'warn';
  readonly text: string;
}

/** Which documents, and how many of them; a comparison reads the same ones. */
export interface DocumentsDraft {
  readonly source: Source;
  readonly samples: Samples;
  readonly look: Look;
  /** How documents came to be chosen, or why a drop was refused. */
  readonly remark: Remark | null;
  /** As typed; null for each document once. */
  readonly count: string | null;
}

export interface RunDraft extends DocumentsDraft {
  readonly name: string;
  readonly settings: SettingTexts;
  readonly isStarting: boolean;
  /** Why documents could not be chosen or the run could not begin. */
  readonly problem: ErrorInfo | null;
}

export const emptyDraft: RunDraft = {
  source: { kind: 'none' },
  samples: { state: 'unknown' },
  look: { state: 'none' },
  remark: null,
  count: null,
  name: '',
  settings: {},
  isStarting: false,
  problem: null,
};

/** The report's baseline: 10 documents, one after another. */
export const BASELINE_COUNT = 10;

export interface PlannedRun {
  readonly name: string;
  readonly documents: string;
  readonly selection: DocumentSelection;
  readonly count: number | null;
  readonly settings: Settings;
}

export type Readiness =
  | { readonly kind: 'ready'; readonly run: PlannedRun; readonly documents: number }
  | { readonly kind: 'not-yet'; readonly reasons: readonly string[] };

/** Drawing takes a minute of CPU, which a run that goes on would pay for; samples that are there cost nothing. */
export const canUseSamples = ({ samples }: DocumentsDraft, isWorking: boolean): boolean =>
  samples.state !== 'unknown' || !isWorking;

/** Where the chosen documents lie; null while none are, or while they are drawn. */
export function placeOf({ source, samples }: DocumentsDraft): { place: string; selection: DocumentSelection } | null {
  switch (source.kind) {
    case 'none':
      return null;
    case 'place':
      return { place: source.place, selection: 'all' };
    case 'samples':
      return samples.state === 'here' ? { place: samples.place, selection: source.selection } : null;
  }
}

export function countProblem(text: string | null): string | null {
  if (text === null) return null;
  const number = Number(text);
  const isGood = text.trim() !== '' && Number.isInteger(number) && number >= 1 && number <= MOST_JOBS;
  return isGood ? null : `Give a whole number of documents from 1 to ${count(MOST_JOBS)}.`;
}

export type Chosen =
  | {
      readonly kind: 'chosen';
      readonly place: string;
      readonly selection: DocumentSelection;
      readonly count: number | null;
      readonly documents: number;
    }
  | { readonly kind: 'missing'; readonly reasons: readonly string[] };

/** The documents that will be read, or in sentences why that is not settled. */
export function chosenDocuments(draft: DocumentsDraft): Chosen {
  const place = placeOf(draft);
  const badCount = countProblem(draft.count);
  if (place !== null && draft.look.state === 'here' && badCount === null) {
    const wanted = draft.count === null ? null : Number(draft.count);
    return { kind: 'chosen', ...place, count: wanted, documents: wanted ?? draft.look.found.documents };
  }
  return { kind: 'missing', reasons: [...(documentsMissing(draft) ?? []), ...(badCount === null ? [] : [badCount])] };
}

export function readinessOf(draft: RunDraft): Readiness {
  const chosen = chosenDocuments(draft);
  const settings = settingsOf(draft.settings);
  if (chosen.kind === 'chosen' && settings !== null) {
    const { place, selection, count: wanted, documents } = chosen;
    return {
      kind: 'ready',
      run: { name: draft.name.trim(), documents: place, selection, count: wanted, settings },
      documents,
    };
  }
  const refused = settingKeys.filter((key) => problemOf(key, draft.settings) !== null).map((key) => settingLabels[key]);
  return {
    kind: 'not-yet',
    reasons: [
      ...(chosen.kind === 'missing' ? chosen.reasons : []),
      ...(refused.length === 0 ? [] : [`Correct ${plural(refused.length, 'setting')} first: ${refused.join(', ')}.`]),
    ],
  };
}

function documentsMissing({ source, samples, look }: DocumentsDraft): string[] | null {
  if (source.kind === 'none') return ['Choose documents first.'];
  if (source.kind === 'samples' && samples.state === 'drawing') return ['The sample documents are being drawn.'];
  if (look.state === 'failed') return ['Choose other documents: these cannot be measured.'];
  return look.state === 'here' ? null : ['The documents are being looked at.'];
}
