/** The value of each input at which the cost meets a limit of its band: there the verdict becomes another. */
import type { CapacityBasis } from '../../contract/capacity.ts';
import type { CapacityInputs, DecisionBand } from '../../contract/criteria.ts';
import { breakdownOf } from '../capacity/cost.ts';
import type { BandLimits, Flip } from './decision.ts';

const ranges: Readonly<Record<Flip['input'], readonly [number, number]>> = {
  fast_share: [0, 1],
  cold_share: [0, 1],
  size_factor: [0.1, 10],
  node_factor: [0.05, 20],
};

export function flipsOf(basis: CapacityBasis, inputs: CapacityInputs, bands: readonly BandLimits[], at: BandLimits): Flip[] {
  const index = bands.indexOf(at);
  const limits: { limit: number; to: DecisionBand }[] = [];
  const [better, worse] = [bands[index - 1], bands[index + 1]];
  if (better !== undefined) limits.push({ limit: at.above, to: better.band });
  if (worse !== undefined && at.up_to !== null) limits.push({ limit: at.up_to, to: worse.band });
  return limits.flatMap(({ limit, to }) =>
    solutions(basis, inputs, limit).flatMap(({ input, value }) => {
      const [least, most] = ranges[input];
      return Number.isFinite(value) && value >= least && value <= most ? [{ input, value, to }] : [];
    }),
  );
}

/** The cost is linear in mix, cold share and factor, and a power of the size: each is solved for by itself. */
function solutions(basis: CapacityBasis, inputs: CapacityInputs, limit: number): Pick<Flip, 'input' | 'value'>[] {
  const { warm, cold, failed, total } = breakdownOf(basis, inputs);
  const { fast, standard } = basis.paths;
  const sum = limit / inputs.node_factor;
  const found: Pick<Flip, 'input' | 'value'>[] = [{ input: 'node_factor', value: limit / total }];
  const elasticity = basis.size.elasticity?.estimate ?? 0;
  const effect = inputs.size_factor ** elasticity;
  if (fast.cpu_seconds !== null && standard.cpu_seconds !== null)
    found.push({
      input: 'fast_share',
      value: ((sum - cold - failed) / effect - standard.cpu_seconds) / (fast.cpu_seconds - standard.cpu_seconds),
    });
  if (basis.cold.surcharge !== null) found.push({ input: 'cold_share', value: (sum - warm - failed) / basis.cold.surcharge });
  if (elasticity !== 0)
    found.push({ input: 'size_factor', value: ((sum - cold - failed) / (warm / effect)) ** (1 / elasticity) });
  return found;
}
