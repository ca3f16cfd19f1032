/** What to adjust, best first: fewer documents where that is what the band says, then the options that were measured, then the others. */
import type { AdjustOption, CapacityFacts } from '../../contract/capacity.ts';
import type { Criteria, PolicyName } from '../../contract/criteria.ts';
import type { Capacity } from '../capacity/capacity.ts';
import { bandAt } from './bands.ts';
import type { BandLimits } from './decision.ts';
import { figure, given, whole } from './words.ts';

export interface ToAdjust {
  readonly facts: CapacityFacts;
  readonly criteria: Criteria;
  readonly policy: PolicyName;
  readonly capacity: Capacity;
  readonly bands: readonly BandLimits[];
  /** That the cost lies in. */
  readonly band: BandLimits;
}

export function actionsOf(adjust: ToAdjust): string[] {
  const { facts, band } = adjust;
  const mend = facts.invariants
    .filter(({ holds }) => holds === false)
    .map(({ sentence }) => `Mend what breaks the invariant: ${sentence}.`);
  if (band.verdict === 'GO') return mend;
  const measured = facts.options
    .filter(({ ratio, verdict }) => ratio !== null && verdict === 'faster')
    .toSorted((one, other) => (one.ratio?.estimate ?? 1) - (other.ratio?.estimate ?? 1));
  const unmeasured = facts.options.filter(({ ratio }) => ratio === null);
  return [
    ...mend,
    ...(band.band === 'reduce_volume' ? [fewerDocuments(adjust)] : []),
    ...measured.map((option) => effectOf(option, adjust)),
    ...unmeasured.map(({ title, command }) => `${title}: not measured; \`${command}\` would tell.`),
  ];
}

/** So many that the cost would lie in the first band, on the scale of the policy's own rows. */
function fewerDocuments({ policy, criteria, capacity, bands }: ToAdjust): string {
  const { estimate } = capacity.cpu_per_doc;
  const most = whole((criteria.derived.go * (bands[0]?.up_to ?? estimate)) / estimate);
  return policy === 'published'
    ? `Take at most ${most} documents a day, by the rows' own scale; by § 4.1 the budget carries ${whole(capacity.max_docs_per_day.estimate)}.`
    : `Take at most ${most} documents a day: the budget of ${given(criteria.inputs.budget_hours)} CPU-hours a month carries no more.`;
}

function effectOf({ title, ratio, sentence, same_settings }: AdjustOption, { capacity, bands, band }: ToAdjust): string {
  const after = capacity.cpu_per_doc.estimate * (ratio?.estimate ?? 1);
  const reached = bandAt(bands, after);
  const where = reached.band === band.band ? `still ${band.label}` : `which is ${reached.label}`;
  const settings = same_settings ? '' : ' It was measured with other settings.';
  return `${title}: ${sentence} A document would take ${figure(after)} CPU seconds, ${where}.${settings}`;
}
