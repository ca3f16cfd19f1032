/**
 * Brings a bare clone to where everything runs: packages as the lock file names them, and Node 24 among them. Plain
 * JavaScript that the Node of an old machine understands, because nothing is installed when it begins.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = path.join(root, 'node_modules');
const node = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const OLDEST_NODE = 20;

/** A tool of the installed packages, as a path for Node. */
export const tool = (file) => path.join(modules, file);

/** Installs what is missing. Returns the path of Node 24. */
export function setUp() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) fail(`Node ${OLDEST_NODE} or newer is needed to begin with; this is ${process.versions.node}.`);
  if (isSetUp()) return node;
  say('Installing the packages of package-lock.json (npm ci) …');
  // Scripts of packages stay off but for Node's own, which puts the binary in its place; the others would compile or fetch.
  install('ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
  install('rebuild', 'node', '--ignore-scripts=false', '--loglevel=error');
  if (!isSetUp()) fail('The packages are installed but do not match package-lock.json; delete node_modules and try again.');
  return node;
}

/**
 * Whether the installed packages are those of the lock file and Node 24 answers. It is looked at and not remembered: an
 * install by hand is as good, and a half-finished one is seen.
 */
export function isSetUp() {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const installed = readPackages(path.join(modules, '.package-lock.json'));
  if (wanted === null || installed === null) return false;
  for (const [name, { version, optional }] of Object.entries(wanted)) {
    if (name === '' || (optional && installed[name] === undefined)) continue;
    if (installed[name]?.version !== version) return false;
  }
  return spawnSync(node, ['--version']).status === 0;
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}

/**
 * Runs a program with its own output, and resolves with its exit code; signals are handed on to it.
 * @param {string} folder where it runs: the checkout, unless named
 */
export function run(command, parameters, folder = root) {
  const binaries = [path.dirname(node), path.join(modules, '.bin'), process.env.PATH].join(path.delimiter);
  const child = spawn(command, parameters, { cwd: folder, stdio: 'inherit', env: { ...process.env, PATH: binaries } });
  // Ctrl-C reaches the child by itself; it decides how to end.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', (error) => fail(`${command} did not start: ${error.message}`));
    child.on('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 128 + os.constants.signals[signal]));
  });
}

export const say = (text) => void process.stderr.write(`${text}\n`);

/**
 * Runs npm with its words on stderr. Returns its exit status.
 * @param {readonly string[]} parameters
 * @param {2 | 'ignore'} results where its stdout goes
 */
export function npm(parameters, results = 2) {
  // The npm that runs this script, if one does: another one on PATH may be set up differently.
  const inside = process.env.npm_execpath;
  const [command, first] = inside === undefined ? ['npm', []] : [process.execPath, [inside]];
  return spawnSync(command, [...first, ...parameters], { cwd: root, stdio: ['ignore', results, 2] }).status;
}

function install(...parameters) {
  if (npm(parameters) !== 0)
    fail(`npm ${parameters[0]} failed; its words stand above. Check the connection to the npm registry and try again.`);
}

export function fail(text) {
  say(text);
  process.exit(1);
}
