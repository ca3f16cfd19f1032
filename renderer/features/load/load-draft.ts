/**
 * The load test to come, as far as a person has chosen it, and what of it is still missing. Pure. Its documents and settings
 * are those of the Run screen: whoever has chosen them there finds them here.
 */

import { loadTable } from '../../../pipeline/analysis/load/arrival-plan.ts';
import { uploadsOf } from '../../../pipeline/analysis/load/burst.ts';
import type { ErrorInfo } from '../../../pipeline/contract/errors.ts';
import {
  defaultLimits,
  type LoadRequest,
  type LoadShape,
  loadShapeSchema,
  MOST_ARRIVALS,
} from '../../../pipeline/contract/load.ts';
import { defaultPathMix } from '../../../pipeline/contract/run.ts';
import { count, plural } from '../../ui/format.ts';
import { chosenDocuments, type DocumentsDraft } from '../run/run-draft.ts';
import { type SettingTexts, settingsOf } from '../run/setting-fields.ts';

/** A replay is begun on the command line, where files are named. */
export type DraftProfile = Exclude<LoadShape['profile'], 'replay'>;

export const numberFields = {
  users: { label: 'Users', hint: 'At once, as the report counts them.', min: 1, step: 1 },
  documents: { label: 'Documents per user', hint: 'So many uploads each.', min: 1, step: 1 },
  rate: { label: 'Uploads a second', hint: 'On average; of steps, in the first one.', min: 0.01, step: 0.1 },
  seconds: { label: 'Seconds', hint: 'Of the whole load.', min: 1, step: 1 },
  factor: { label: 'Factor', hint: 'From one step to the next.', min: 1.05, step: 0.05 },
  stepSeconds: { label: 'Seconds of a step', hint: 'CPU is critical after 30 s on end, so take longer.', min: 1, step: 1 },
  steps: { label: 'Steps', hint: 'At most; the load ends when something breaks.', min: 1, step: 1 },
  seed: { label: 'Seed', hint: 'Draws moments and documents; the same seed draws the same.', min: 0, step: 1 },
} as const;
export type NumberKey = keyof typeof numberFields;

export const fieldsOf: Readonly<Record<DraftProfile, readonly NumberKey[]>> = {
  burst: ['users', 'documents', 'seed'],
  'burst-rates': ['users', 'seed'],
  steps: ['rate', 'factor', 'stepSeconds', 'steps', 'seed'],
  constant: ['rate', 'seconds', 'seed'],
  poisson: ['rate', 'seconds', 'seed'],
};

export interface LoadDraft {
  readonly profile: DraftProfile;
  /** As typed. */
  readonly numbers: Readonly<Record<NumberKey, string>>;
  readonly name: string;
  readonly isStarting: boolean;
  /** Why the test could not begin. */
  readonly problem: ErrorInfo | null;
}

export const emptyLoadDraft: LoadDraft = {
  profile: 'burst',
  numbers: { users: '50', documents: '5', rate: '1', seconds: '60', factor: '1.5', stepSeconds: '40', steps: '10', seed: '1' },
  name: '',
  isStarting: false,
  problem: null,
};

export function numberProblem(key: NumberKey, text: string): string | null {
  const { label, min, step } = numberFields[key];
  const value = Number(text);
  if (text.trim() !== '' && value >= min && Number.isFinite(value) && (step !== 1 || Number.isInteger(value))) return null;
  return `${label}: ${step === 1 ? 'a whole number' : 'a number'} from ${min} on.`;
}

type DraftShape = Exclude<LoadShape, { profile: 'replay' }>;

export function shapeOf({ profile, numbers }: LoadDraft): DraftShape | null {
  if (fieldsOf[profile].some((key) => numberProblem(key, numbers[key]) !== null)) return null;
  const of = (key: NumberKey): number => Number(numbers[key]);
  const drafts: Readonly<Record<DraftProfile, unknown>> = {
    burst: { profile, users: of('users'), documents_per_user: of('documents') },
    'burst-rates': { profile, users: of('users') },
    steps: {
      profile,
      from_per_second: of('rate'),
      factor: of('factor'),
      step_seconds: of('stepSeconds'),
      steps: of('steps'),
    },
    constant: { profile, per_second: of('rate'), seconds: of('seconds') },
    poisson: { profile, per_second: of('rate'), seconds: of('seconds') },
  };
  const shape = loadShapeSchema.safeParse(drafts[profile]).data ?? null;
  return shape === null || shape.profile === 'replay' ? null : shape;
}

/** How many uploads, over how long; of steps at most. */
export function outlookOf(shape: DraftShape): { readonly uploads: number; readonly seconds: number } {
  const table = loadTable(shape);
  return { uploads: Math.round(uploadsOf(table)), seconds: table.at(-1)?.to ?? 0 };
}

export const proposedName = ({ profile, numbers }: LoadDraft): string =>
  profile === 'burst'
    ? `Burst, ${numbers.users} × ${numbers.documents}`
    : profile === 'burst-rates'
      ? `Burst as printed, ${plural(Number(numbers.users), 'user')}`
      : `Load, ${profile}`;

export type LoadReadiness =
  | { readonly kind: 'ready'; readonly load: Omit<LoadRequest, 'results' | 'gateway' | 'port' | 'database' | 'queue'> }
  | { readonly kind: 'not-yet'; readonly reasons: readonly string[] };

export function loadReadiness(draft: LoadDraft, run: DocumentsDraft & { readonly settings: SettingTexts }): LoadReadiness {
  const chosen = chosenDocuments({ ...run, count: null });
  const settings = settingsOf(run.settings);
  const shape = shapeOf(draft);
  const uploads = shape === null ? 0 : outlookOf(shape).uploads;
  const reasons = [
    ...(chosen.kind === 'missing' ? chosen.reasons : []),
    ...fieldsOf[draft.profile].flatMap((key) => numberProblem(key, draft.numbers[key]) ?? []),
    ...(shape === null && fieldsOf[draft.profile].every((key) => numberProblem(key, draft.numbers[key]) === null)
      ? ['The numbers of the load do not fit each other; take smaller ones.']
      : []),
    ...(settings === null ? ['Correct the settings first.'] : []),
    ...(uploads > MOST_ARRIVALS ? [`That would be ${count(uploads)} uploads; ${count(MOST_ARRIVALS)} is the most.`] : []),
  ];
  if (chosen.kind === 'missing' || settings === null || shape === null || reasons.length > 0) return { kind: 'not-yet', reasons };
  const { place, selection } = chosen;
  return {
    kind: 'ready',
    load: {
      name: draft.name.trim() === '' ? proposedName(draft) : draft.name.trim(),
      documents: place,
      selection: selection === 'mixed' ? 'all' : selection,
      shape,
      seed: Number(draft.numbers.seed),
      fast_share: selection === 'fast' ? 1 : selection === 'standard' ? 0 : defaultPathMix.fast,
      settings,
      limits: defaultLimits,
    },
  };
}
