/** The engine as it is, with workers whose jobs take no time: so that it can be killed a thousand times in the midst of them. */
import { serveEngine } from '../../../pipeline/engine/serve-engine.ts';

serveEngine({
  workerEntry: new URL('./quick-worker.ts', import.meta.url),
  generatorEntry: new URL('../../../pipeline/load/generator/main.ts', import.meta.url),
});
