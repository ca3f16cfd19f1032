/** The engine as the app starts it. */
import { serveEngine } from '../../pipeline/engine/serve-engine.ts';

serveEngine({
  workerEntry: new URL('./worker.js', import.meta.url),
  generatorEntry: new URL('./generator.js', import.meta.url),
});
