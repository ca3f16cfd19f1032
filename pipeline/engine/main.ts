/**
 * Entry of the engine process under the `node` host.
 */
import { nodeHost } from './process-host.ts';
import { workerEntry } from './runs.ts';
import { serveEngine } from './serve-engine.ts';

serveEngine(nodeHost, workerEntry);
