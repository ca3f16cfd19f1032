/**
 * Entry of the engine process in a checkout, under the command line.
 */
import { serveEngine } from './serve-engine.ts';

serveEngine({
  workerEntry: new URL('../worker/main.ts', import.meta.url),
  generatorEntry: new URL('../load/generator/main.ts', import.meta.url),
});
