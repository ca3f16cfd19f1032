/** The four rows of the report's § 6, under each policy. Each is closed above: every cost falls into exactly one. */
import type { Criteria, PolicyName } from '../../contract/criteria.ts';
import type { Seconds } from '../../contract/units.ts';
import { within } from '../capacity/project.ts';
import type { BandLimits } from './decision.ts';

const labels = {
  go: { verdict: 'GO', label: 'GO' },
  reduce_volume: { verdict: 'ADJUST', label: 'ADJUST (reduce volume)' },
  optimise: { verdict: 'ADJUST', label: 'ADJUST (optimise)' },
  no_go: { verdict: 'NO-GO', label: 'NO-GO' },
} as const;

export function bandsOf(policy: PolicyName, { published, derived, inputs }: Criteria): BandLimits[] {
  const ends = (['go', 'reduce_volume', 'optimise'] as const).map((band) => ({
    band,
    up_to: policy === 'published' ? published[band] : within(inputs.budget_hours, derived[band]),
    volume: `${derived[band].toLocaleString('en-US')}/day`,
  }));
  const bands: BandLimits[] = [];
  for (const { band, up_to, volume } of ends)
    bands.push({ band, above: bands.at(-1)?.up_to ?? 0, up_to, volume, ...labels[band] });
  const last = ends.at(-1);
  return [
    ...bands,
    { band: 'no_go', above: last?.up_to ?? 0, up_to: null, volume: `under ${last?.volume ?? ''}`, ...labels.no_go },
  ];
}

/** @param cpuSeconds above 0 */
export function bandAt(bands: readonly BandLimits[], cpuSeconds: Seconds): BandLimits {
  const found = bands.find(({ up_to }) => up_to === null || cpuSeconds <= up_to);
  if (found === undefined) throw new RangeError('bands without a last one');
  return found;
}

export const isInside = ({ band }: BandLimits, bands: readonly BandLimits[], low: Seconds, high: Seconds): boolean =>
  bandAt(bands, low).band === band && bandAt(bands, high).band === band;
