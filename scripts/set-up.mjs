/**
 * Brings a bare clone to where everything runs: packages as the lock file names them, and Node 24 among them. Plain
 * JavaScript that the Node of an old machine understands, because nothing is installed when it begins.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.installed');
const OLDEST_NODE = 20;

/** @returns {string} the path of Node 24 */
export function setUp() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) fail(`Node ${OLDEST_NODE} or newer is needed to begin with; this is ${process.versions.node}.`);
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    say('Installing the packages of package-lock.json (npm ci) …');
    // Scripts of packages stay off but for Node's own, which puts the binary in its place; the others would compile or fetch.
    npm('ci', '--ignore-scripts', '--no-audit', '--no-fund');
    npm('rebuild', 'node', '--ignore-scripts=false');
    writeFileSync(stamp, wanted);
  }
  const node = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const answer = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (answer.status !== 0) fail('Node 24 did not come with the packages; delete node_modules and try again.');
  return node;
}

/** Runs a program of the checkout with its own output, and resolves with its exit code. */
export function run(command, parameters, environment = {}) {
  const binaries = [path.join(modules, 'node', 'bin'), path.join(modules, '.bin'), process.env.PATH].join(path.delimiter);
  const child = spawn(command, parameters, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: binaries, ...environment },
  });
  // Ctrl-C reaches the child too; it decides how to end.
  process.on('SIGINT', () => undefined);
  return new Promise((resolve) => {
    child.on('error', (error) => fail(`${command} did not start: ${error.message}`));
    child.on('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 1));
  });
}

export const say = (text) => void process.stderr.write(`${text}\n`);

function npm(...parameters) {
  const inside = process.env.npm_execpath;
  const [command, first] = inside === undefined ? ['npm', []] : [process.execPath, [inside]];
  const { status } = spawnSync(command, [...first, ...parameters], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0)
    fail(`npm ${parameters[0]} failed; its words stand above. Check the connection to the npm registry and try again.`);
}

function fail(text) {
  say(text);
  process.exit(1);
}
