/** The load generator as the app starts it. */
import { serveGenerator } from '../../pipeline/load/generator/serve-generator.ts';

serveGenerator();
