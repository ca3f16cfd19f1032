/**
 * Opens the app of this checkout in Electron; start.mjs and dev.mjs call it when everything is installed. Where no window
 * can be had it says why, measures the baseline in the terminal and leaves its report. Parameters it does not know are the app's.
 */
import { hasDisplay, provideSystemPackages } from './display.mjs';
import { sandboxObstacle } from './electron-runtime/sandbox.mjs';
import { prepareElectron } from './electron-runtime.mjs';
import { fail, run, say, tool } from './set-up.mjs';

const OWN = ['--terminal', '--dev'];
const parameters = process.argv.slice(2);
const [inTerminal, inDevelopment] = OWN.map((flag) => parameters.includes(flag));
const forTheApp = parameters.filter((parameter) => !OWN.includes(parameter));
const rbench = (...words) => run(process.execPath, ['pipeline/cli/main.ts', ...words]);
const electronVite = (...words) => run(process.execPath, [tool('electron-vite/bin/electron-vite.js'), ...words]);

const window = inTerminal ? { obstacle: null } : await prepareWindow();
if (window.obstacle && inDevelopment) fail(window.obstacle);
if (window.obstacle) say(`${window.obstacle}\nMeasuring the baseline in the terminal instead.`);
process.exitCode = await (window.executable ? open(window) : measureInTerminal());

/** What is needed to open a window, or the sentence that tells why none can be opened. */
async function prepareWindow() {
  if (!hasDisplay())
    return { obstacle: 'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the app cannot open.' };
  try {
    const { executable, version } = await prepareElectron();
    const obstacle = provideSystemPackages(executable, { virtualDisplay: false });
    return obstacle === null ? { executable, version } : { obstacle };
  } catch (error) {
    return { obstacle: error.message };
  }
}

/** The baseline, and its report as a page to open. */
async function measureInTerminal() {
  const measured = await rbench('run', '--name', 'baseline');
  return measured === 0 ? rbench('report', '--run', 'latest', '--format', 'html') : measured;
}

async function open({ executable, version }) {
  const flags = [];
  const sandbox = sandboxObstacle(executable);
  if (sandbox !== null) {
    say(sandbox);
    flags.push('--no-sandbox');
  }
  // Before Electron 38, Wayland had to be asked for.
  if (process.platform === 'linux' && !process.env.DISPLAY) flags.push('--ozone-platform-hint=auto');
  // electron-vite reads both: what to start, and which syntax to build for.
  process.env.ELECTRON_EXEC_PATH = executable;
  if (version !== 'unknown') process.env.ELECTRON_MAJOR_VER = version.split('.')[0];
  if (inDevelopment) return electronVite('dev', '--watch', '--', ...flags, ...forTheApp);
  // Built every time: it takes a few seconds, and a build that is older than its sources misleads.
  say('Building the app …');
  const built = await electronVite('build', '--logLevel=warn');
  return built === 0 ? run(executable, ['.', ...flags, ...forTheApp]) : built;
}
