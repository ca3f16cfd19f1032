/**
 * npm run rbench -- COMMAND: the command line from a checkout. Relative paths count from where the person stands.
 */
import { fileURLToPath } from 'node:url';
import { fail, isSetUp, run, setUp } from './set-up.mjs';

// Never installs: another process may be running on what is there.
if (!isSetUp()) fail('The packages are not installed, or not as package-lock.json wants them: run `npm start` once.');
const main = fileURLToPath(new URL('../pipeline/cli/main.ts', import.meta.url));
process.exitCode = await run(setUp(), [main, ...process.argv.slice(2)], process.env.INIT_CWD ?? process.cwd());
