/**
 * Entry of the command line. What was compiled once is kept by Node, so that a short command answers in half the time, and
 * the engine is there in half of it.
 */
import { enableCompileCache } from 'node:module';
import os from 'node:os';
import path from 'node:path';

// Where Node keeps it by itself; said, so that the engine looks there as well.
process.env.NODE_COMPILE_CACHE ??= path.join(os.tmpdir(), 'node-compile-cache');
enableCompileCache();
await import('./program.ts');
