/**
 * node scripts/with-display.mjs SCRIPT …: runs a script of ours that opens windows, under Xvfb where there is no display.
 */
import { hasDisplay, provideSystemPackages, withDisplay } from './display.mjs';
import { fail, run, setUp } from './set-up.mjs';

const node = setUp();
const obstacle = provideSystemPackages(null, { virtualDisplay: !hasDisplay() });
if (obstacle !== null) fail(obstacle);
process.exitCode = await run(...withDisplay(node, process.argv.slice(2)));
