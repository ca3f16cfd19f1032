/** How many documents more would make a verdict firm: what documents bring to the error shrinks with their number, what passes bring does not. */
import type { CapacityBasis } from '../../contract/capacity.ts';
import type { Estimated } from '../capacity/capacity.ts';
import { varianceOf } from '../capacity/resample.ts';
import type { BandLimits } from './decision.ts';

const QUANTILE = 1.96;
/** More are no plan any more. */
const MOST_DOCUMENTS = 100_000;

/** Null where no number of documents would tell. */
export function moreDocuments(basis: CapacityBasis, cpu: Estimated, band: BandLimits): number | null {
  if (cpu.low === null || cpu.high === null) return null;
  const distances = [
    ...(cpu.low <= band.above ? [Math.log(cpu.estimate / band.above)] : []),
    ...(band.up_to !== null && cpu.high > band.up_to ? [Math.log(band.up_to / cpu.estimate)] : []),
  ];
  const distance = Math.min(...distances);
  const half = Math.log(cpu.high / cpu.low) / 2;
  const passes = QUANTILE ** 2 * varianceOf(basis.replicates.pass.map(Math.log));
  const ofDocuments = Math.max(0, half ** 2 - passes);
  const room = distance ** 2 - passes;
  if (!Number.isFinite(distance) || room <= 0) return null;
  const more = Math.ceil(basis.documents * (ofDocuments / room - 1));
  return more > 0 && more <= MOST_DOCUMENTS ? more : null;
}
