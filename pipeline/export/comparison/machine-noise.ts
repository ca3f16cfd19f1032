/**
 * How steady this machine is: learnt from the comparisons of a setting with itself that were made on it.
 */
import { isDeepStrictEqual } from 'node:util';
import { machineNoise } from '../../analysis/comparison/machine-noise.ts';
import type { MachineNoise } from '../../analysis/comparison/samples.ts';
import { environmentSchema } from '../../contract/environment.ts';
import type { JsonObject, RunRecord } from '../../contract/run.ts';
import type { Store } from '../../store/store.ts';
import { comparePlanOf, readSamples } from './read-samples.ts';

/** The latest ones: what a machine was like long ago says little. */
const MOST_COMPARISONS = 10;
const LOOKED_THROUGH = 500;

type NoiseSource = Pick<Store, 'listRuns' | 'readRun' | 'documentsOf' | 'samplesOf'>;

/**
 * @param on the environment of the run that is to be judged, or of the one to come
 * @param judged the run itself: it may not excuse its own movement
 */
export function readMachineNoise(store: NoiseSource, on: JsonObject, judged: string | null): MachineNoise | null {
  const machine = machineOf(on);
  const same = store
    .listRuns({ limit: LOOKED_THROUGH })
    .filter(({ id, kind, state }) => id !== judged && kind === 'compare' && state === 'completed')
    .map(({ id }) => store.readRun(id))
    .filter((run) => isWithItself(run) && machineOf(run.environment) === machine)
    .slice(0, MOST_COMPARISONS);
  return machineNoise(same.map(({ id }) => readSamples(store, { run: id }, null)));
}

function isWithItself(run: RunRecord): boolean {
  const [first, ...others] = comparePlanOf(run)?.sides ?? [];
  return (
    others.length > 0 &&
    first?.code === undefined &&
    others.every(({ settings, code }) => code === undefined && isDeepStrictEqual(settings, first?.settings))
  );
}

function machineOf(environment: JsonObject): string {
  const { cpu_model, cores, core_quota, platform, host } = environmentSchema.parse(environment);
  return [cpu_model, cores, core_quota, platform, host].join('\n');
}
