/**
 * What a pass does to all its documents: a factor. Measured on the documents that passes share; with one pass it is taken from
 * comparisons of a setting with itself on this machine, or not at all.
 */
import type { CapacityBasis } from '../../contract/capacity.ts';
import { seededDraw } from '../comparison/seeded.ts';
import { type Column, normalDraw, varianceOf } from './resample.ts';
import type { CapacitySamples } from './samples.ts';

export interface PassEffect {
  readonly noise: CapacityBasis['pass_noise'];
  readonly replicates: Column;
  readonly degreesOfFreedom: number | null;
}

export function passEffect({ jobs, seed, machine_noise }: CapacitySamples, replicates: number): PassEffect {
  const effects = logEffects(jobs);
  const count = effects.length;
  if (count >= 2) {
    const draw = seededDraw(seed, 'passes');
    const stretch = Math.sqrt(count / (count - 1)) / count;
    return {
      noise: { relative: Math.sqrt(varianceOf(effects)), from: 'passes' },
      replicates: Float64Array.from({ length: replicates }, () => {
        let total = 0;
        for (let drawn = 0; drawn < count; drawn += 1) total += effects[draw(count)] ?? 0;
        return Math.exp(total * stretch);
      }),
      degreesOfFreedom: count - 1,
    };
  }
  if (machine_noise === null) return { noise: null, replicates: new Float64Array(replicates).fill(1), degreesOfFreedom: null };
  const normal = normalDraw(seed, 'machine');
  return {
    noise: { relative: machine_noise.relative, from: 'this_machine' },
    replicates: Float64Array.from({ length: replicates }, () => Math.exp(machine_noise.relative * normal())),
    degreesOfFreedom: machine_noise.degrees_of_freedom,
  };
}

/** Centred mean log ratio of each pass to what its warm documents cost over all passes; empty where none is shared. */
function logEffects(jobs: CapacitySamples['jobs']): number[] {
  const warm = jobs.filter(
    ({ state, temperature, cpu_seconds }) => state === 'succeeded' && temperature !== 'cold' && cpu_seconds > 0,
  );
  const byDocument = Map.groupBy(warm, ({ document }) => document);
  const byPass = new Map<number, { total: number; count: number }>();
  for (const ofDocument of byDocument.values()) {
    if (new Set(ofDocument.map(({ pass }) => pass)).size < 2) continue;
    const mean = ofDocument.reduce((total, { cpu_seconds }) => total + Math.log(cpu_seconds), 0) / ofDocument.length;
    for (const { pass, cpu_seconds } of ofDocument) {
      const ofPass = byPass.get(pass) ?? { total: 0, count: 0 };
      byPass.set(pass, { total: ofPass.total + Math.log(cpu_seconds) - mean, count: ofPass.count + 1 });
    }
  }
  const effects = [...byPass.entries()].sort(([a], [b]) => a - b).map(([, { total, count }]) => total / count);
  const mean = effects.reduce((total, effect) => total + effect, 0) / Math.max(1, effects.length);
  return effects.map((effect) => effect - mean);
}
