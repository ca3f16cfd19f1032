/** The reader as the app starts it. */
import { serveReader } from '../../pipeline/reader/serve-reader.ts';

serveReader(new URL('./worker.js', import.meta.url));
