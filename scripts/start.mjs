/**
 * npm start: sets up what is missing, then measures the baseline in the terminal.
 */
import { run, setUp } from './set-up.mjs';

process.exitCode = await run(setUp(), ['pipeline/cli/main.ts', 'run', '--name', 'baseline']);
