/**
 * npm run dev: sets up what is missing, then opens the app on electron-vite's server: what is edited appears at once.
 */
import { run, setUp } from './set-up.mjs';

process.exitCode = await run(setUp(), ['scripts/open-app.mjs', '--dev', ...process.argv.slice(2)]);
