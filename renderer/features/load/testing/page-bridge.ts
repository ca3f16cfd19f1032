/** The app's side of the bridge, for a page without an app: it answers from a scene. */
import type { Bridge } from '../../../../pipeline/contract/app-bridge.ts';
import { BenchError } from '../../../../pipeline/contract/errors.ts';
import type { SimulationRequest } from '../../../../pipeline/contract/simulation.ts';
import { sampleSimulation, sampleTheory } from './sample-simulation.ts';
import type { Scene } from './scenes.ts';

/** `waiting` never answers, `error` refuses. */
export function pageBridge(scene: Scene | 'waiting' | 'error'): Bridge {
  const answer = async (name: string, input: unknown): Promise<unknown> => {
    if (scene === 'waiting') return new Promise(() => undefined);
    if (scene === 'error') {
      return name === 'loads.read'
        ? { error: new BenchError('load.not_a_load', { run: 'this' }).toInfo(), output: null }
        : { error: null, output: null };
    }
    const answers: Readonly<Record<string, () => unknown>> = {
      'run.live': () => scene.live,
      'loads.read': () => scene.facts,
      'runs.read': () => ({ run: scene.run }),
      'simulations.make': () => sampleSimulation(input as SimulationRequest),
      'simulations.theory': () => sampleTheory,
    };
    return { error: null, output: answers[name]?.() ?? null };
  };
  // What is asked decides the answer's form; the window parses nothing of it.
  return { placeOf: () => '', onEvent: () => () => undefined, ask: (name, input) => answer(name, input) as never };
}
