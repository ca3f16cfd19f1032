/** For tests: the engine with workers that are slower than they need be. */
import { serveEngine } from '../serve-engine.ts';

serveEngine({
  workerEntry: new URL('./slowed-worker.ts', import.meta.url),
  generatorEntry: new URL('../../load/generator/main.ts', import.meta.url),
});
