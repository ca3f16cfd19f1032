/**
 * What an Electron window needs of a Linux machine: a display, and the system's libraries. Imported by scripts that the
 * Node of an old machine runs, so it imports no packages.
 */
import { spawnSync } from 'node:child_process';
import { say } from './set-up.mjs';

/** Debian's names of what a bare machine lacks; their own dependencies bring the rest. */
const LIBRARIES = ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2', 'libatk-bridge2.0-0', 'libcups2'];
const VIRTUAL_DISPLAY = ['xvfb', 'xauth'];
const VIRTUAL_PROGRAMS = ['Xvfb', 'xvfb-run', 'xauth'];

/** Whether a window opened now would be on a screen. macOS and Windows always have one. */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * A command as it must be started so that its windows have a display: as it is where there is one, else under Xvfb, large
 * enough for every window size the tests ask for.
 * @param {string} command
 * @param {readonly string[]} parameters
 * @returns {[command: string, parameters: string[]]}
 */
export function withDisplay(command, parameters, env = process.env, platform = process.platform) {
  if (hasDisplay(env, platform)) return [command, [...parameters]];
  return ['xvfb-run', ['--auto-servernum', '--server-args=-screen 0 2560x1440x24', command, ...parameters]];
}

/** The libraries that `ldd` could not find, by file name. */
export function missingLibraries(lddOutput) {
  return [...lddOutput.matchAll(/^\s*(\S+) => not found$/gm)].map(([, name]) => name);
}

/**
 * The Debian packages that an executable lacks, judged by what is really missing: a machine may have it from elsewhere.
 * @param {string | null} executable
 * @param {{ virtualDisplay: boolean }} need whether Xvfb is to be used as well
 */
export function missingPackages(executable, { virtualDisplay }, platform = process.platform) {
  if (platform !== 'linux') return [];
  const libraries = executable === null ? [] : missingLibraries(output('ldd', [executable]));
  const xvfb = virtualDisplay && !VIRTUAL_PROGRAMS.every(exists);
  return [...(xvfb ? VIRTUAL_DISPLAY : []), ...(libraries.length > 0 ? LIBRARIES : [])];
}

/**
 * Sees to it that the system packages are there: installs them where it may (as root, or in CI with a sudo that does not
 * ask), else leaves the machine alone.
 * @param {string | null} executable the Electron that shall run
 * @param {{ virtualDisplay: boolean }} need
 * @returns {string | null} null when everything is there, else the sentence with the line to type
 */
export function provideSystemPackages(executable, need) {
  const missing = missingPackages(executable, need);
  if (missing.length === 0) return null;
  const line = (names) => `apt-get install --no-install-recommends ${names.join(' ')}`;
  const sudo = waysToRoot();
  if (sudo !== null && exists('apt-get')) {
    say(`Installing the Debian packages that Electron needs: ${missing.join(' ')} …`);
    const [command, ...first] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q'];
    const apt = (...parameters) => spawnSync(command, [...first, ...parameters], { stdio: ['ignore', 2, 2] });
    apt('update');
    apt('install', '--yes', '--no-install-recommends', ...missing.map(nameHere));
    if (missingPackages(executable, need).length === 0) return null;
  }
  if (!exists('apt-get'))
    return `Electron needs system packages that this machine lacks. Debian calls them ${missing.join(', ')}; install them with this system's package manager.`;
  return `Electron needs system packages that this machine lacks. Type: sudo ${line(missing.map(nameHere))}`;
}

/** Debian 13 and Ubuntu 24.04 renamed some libraries (64-bit time); apt-get takes the old name of some of those only. */
function nameHere(name) {
  return output('apt-cache', ['show', `${name}t64`]) === '' ? name : `${name}t64`;
}

function waysToRoot() {
  if (process.getuid?.() === 0) return [];
  return process.env.CI && spawnSync('sudo', ['--non-interactive', 'true']).status === 0 ? ['sudo', '--non-interactive'] : null;
}

const output = (command, parameters) => spawnSync(command, parameters, { encoding: 'utf8' }).stdout ?? '';

const exists = (program) => output('sh', ['-c', 'command -v "$1"', 'sh', program]) !== '';
