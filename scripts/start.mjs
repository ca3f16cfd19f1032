/**
 * npm start: sets up what is missing, then opens the app. `npm start -- --terminal` measures the baseline in the terminal
 * instead, as it does where no window can be had.
 */
import { run, setUp } from './set-up.mjs';

process.exitCode = await run(setUp(), ['scripts/open-app.mjs', ...process.argv.slice(2)]);
