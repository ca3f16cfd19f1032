/** How far each input moves the CPU of a document, from one end that is tried to the other. */
import type { CapacityBasis } from '../../contract/capacity.ts';
import type { CapacityInputs } from '../../contract/criteria.ts';
import type { Estimated, TornadoBar, TornadoInput } from './capacity.ts';
import { breakdownOf, coldShareOf, missingPath } from './cost.ts';

const MIX_STEP = 0.2;
/** A run without cold documents says nothing of how frequent they can be. */
const LEAST_COLD_END = 0.05;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Largest swing first. What nothing was measured of is left out. */
export function tornadoOf(basis: CapacityBasis, inputs: CapacityInputs, cpu: Estimated): TornadoBar[] {
  const cold = coldShareOf(basis, inputs);
  const { fast_share, node_factor, size_factor } = inputs;
  const bars: TornadoBar[] = [];
  const add = (input: Exclude<TornadoInput, 'sampling'>, now: number, ends: readonly [number, number]): void => {
    if (ends[0] === ends[1] || ends.some((value) => missingPath(basis, { ...inputs, [input]: value }) !== null)) return;
    const [low, high] = ends.map((value) => ({ value, cpu_seconds_per_doc: costAt(basis, { ...inputs, [input]: value }) }));
    if (low !== undefined && high !== undefined)
      bars.push({ input, now, ends: [low, high], swing: Math.abs(high.cpu_seconds_per_doc - low.cpu_seconds_per_doc) });
  };
  add('fast_share', fast_share, [clamp(fast_share - MIX_STEP, 0, 1), clamp(fast_share + MIX_STEP, 0, 1)]);
  if (basis.cold.surcharge !== null) add('cold_share', cold, [0, clamp(Math.max(2 * cold, LEAST_COLD_END), 0, 1)]);
  if (basis.size.elasticity !== null)
    add('size_factor', size_factor, [clamp(size_factor / 2, 0.1, 10), clamp(size_factor * 2, 0.1, 10)]);
  add('node_factor', node_factor, [clamp(node_factor * 0.8, 0.05, 20), clamp(node_factor * 1.25, 0.05, 20)]);
  if (cpu.low !== null && cpu.high !== null)
    bars.push({
      input: 'sampling',
      now: null,
      ends: [
        { value: cpu.low, cpu_seconds_per_doc: cpu.low },
        { value: cpu.high, cpu_seconds_per_doc: cpu.high },
      ],
      swing: cpu.high - cpu.low,
    });
  return bars.sort((a, b) => b.swing - a.swing);
}

const costAt = (basis: CapacityBasis, inputs: CapacityInputs): number => breakdownOf(basis, inputs).total * inputs.node_factor;
