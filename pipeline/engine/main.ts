/**
 * Entry of the engine process in a checkout, under the command line.
 */
import { serveEngine } from './serve-engine.ts';

// Workers compile for themselves: what a cold document costs must not hang on what an earlier run has left.
delete process.env.NODE_COMPILE_CACHE;

serveEngine({
  workerEntry: new URL('../worker/main.ts', import.meta.url),
  generatorEntry: new URL('../load/generator/main.ts', import.meta.url),
});
