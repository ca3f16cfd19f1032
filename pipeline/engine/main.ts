/**
 * Entry of the engine process in a checkout, under the command line.
 */
import { serveEngine } from './serve-engine.ts';

serveEngine(new URL('../worker/main.ts', import.meta.url));
