/** Entry of the load generator in a checkout, under the command line. */
import { serveGenerator } from './serve-generator.ts';

serveGenerator();
