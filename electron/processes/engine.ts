/** The engine as the app starts it. */
import { serveEngine } from '../../pipeline/engine/serve-engine.ts';

serveEngine(new URL('./worker.js', import.meta.url));
