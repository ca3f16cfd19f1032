/**
 * npm run rbench -- COMMAND: the command line from a checkout, set up first where it is not.
 */
import { run, setUp } from './set-up.mjs';

process.exitCode = await run(setUp(), ['pipeline/cli/main.ts', ...process.argv.slice(2)]);
