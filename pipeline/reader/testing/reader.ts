/** For tests: the reader as a program of its own. */
import { serveReader } from '../serve-reader.ts';

serveReader(new URL('../../worker/main.ts', import.meta.url));
