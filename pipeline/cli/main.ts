/**
 * Entry of the command line. What was compiled once is kept by Node, so that a short command answers in half the time.
 */
import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('./program.ts');
