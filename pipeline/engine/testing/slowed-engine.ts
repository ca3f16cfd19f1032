/** For tests: the engine with workers that are slower than they need be. */
import { serveEngine } from '../serve-engine.ts';

serveEngine(new URL('./slowed-worker.ts', import.meta.url));
