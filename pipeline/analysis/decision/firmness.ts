/**
 * What would make a verdict firm: what documents bring to the error shrinks with their number, what passes bring does not.
 */
import type { CapacityBasis } from '../../contract/capacity.ts';
import type { Seconds } from '../../contract/units.ts';
import type { Estimated } from '../capacity/capacity.ts';
import { studentStretch, varianceOf } from '../capacity/resample.ts';
import type { BandLimits } from './decision.ts';

export type Remedy =
  | { readonly kind: 'documents'; readonly more: number }
  | { readonly kind: 'runs' }
  /** So near to it that nothing one would do tells on which side. */
  | { readonly kind: 'none'; readonly limit: Seconds };

const QUANTILE = 1.96;
/** More are no plan any more. */
const MOST_DOCUMENTS = 100_000;
/** Times the passes there are. */
const MOST_RUNS = 1000;

/** Of an interval that leaves the band on one side or on both; null where it leaves it on none. */
export function remedyOf(basis: CapacityBasis, { estimate, low, high }: Estimated, band: BandLimits): Remedy | null {
  if (low === null || high === null) return null;
  const fromPasses = halfWidthOfPasses(basis);
  const remedies: Remedy[] = [];
  if (low <= band.above) remedies.push(at(band.above, Math.log(estimate / low)));
  if (band.up_to !== null && high > band.up_to) remedies.push(at(band.up_to, Math.log(high / estimate)));
  return remedies.reduce<Remedy | null>((worst, each) => (worst === null || weight(each) > weight(worst) ? each : worst), null);

  /** Both on the logarithmic scale, where an interval is as wide to either side, nearly. */
  function at(limit: Seconds, halfWidth: number): Remedy {
    const distance = Math.abs(Math.log(limit / estimate));
    const room = distance ** 2 - fromPasses ** 2;
    if (room <= 0)
      return fromPasses > 0 && fromPasses ** 2 <= MOST_RUNS * distance ** 2 ? { kind: 'runs' } : { kind: 'none', limit };
    const ofDocuments = Math.max(0, halfWidth ** 2 - fromPasses ** 2);
    const more = Math.max(1, Math.ceil(basis.documents * (ofDocuments / room - 1)));
    return more > MOST_DOCUMENTS ? { kind: 'none', limit } : { kind: 'documents', more };
  }
}

/** What stays of the interval's half width with endless documents. */
function halfWidthOfPasses({ replicates, degrees_of_freedom }: CapacityBasis): number {
  const deviation = Math.sqrt(varianceOf(replicates.pass.map((factor) => Math.log(factor))));
  return deviation === 0 ? 0 : QUANTILE * deviation * studentStretch(degrees_of_freedom.pass ?? Number.MAX_SAFE_INTEGER);
}

function weight(remedy: Remedy): number {
  if (remedy.kind === 'documents') return remedy.more;
  return remedy.kind === 'runs' ? MOST_DOCUMENTS + 1 : MOST_DOCUMENTS + 2;
}
