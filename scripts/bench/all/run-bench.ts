/**
 * One bench as a process of its own: what it tells is gathered, its own table and progress go to stderr, and what it leaves in the
 * folder for temporary files goes with it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { provideSystemPackages, withDisplay } from '../../display.mjs';
import { type BenchRow, benchRowSchema, ROWS_FILE } from '../rows.ts';
import type { Bench } from './catalogue.ts';

export interface BenchEnd {
  readonly bench: string;
  readonly rows: readonly BenchRow[];
  readonly seconds: number;
  readonly end: 'done' | 'crashed' | 'cancelled';
}

export interface BenchSizes {
  readonly short: boolean;
  /** Of the person's own; null: generated ones. */
  readonly documents: string | null;
}

/** After so long a bench that was asked to end is killed. */
const PATIENCE_MS = 5000;
const checkout = fileURLToPath(new URL('../../..', import.meta.url));

export async function runBench(bench: Bench, sizes: BenchSizes, signal: AbortSignal): Promise<BenchEnd> {
  const begun = performance.now();
  const ended = (end: BenchEnd['end'], rows: readonly BenchRow[]): BenchEnd => ({
    ...{ bench: bench.name, rows, seconds: (performance.now() - begun) / 1000, end },
  });
  if (bench.display) {
    const obstacle = provideSystemPackages(null, { virtualDisplay: true });
    if (obstacle !== null) return ended('done', [noteOf(bench, `not measured: ${obstacle}`)]);
  }
  // Its name is short: a socket's path has 107 characters. Others' servers have to get in, so it can be passed through.
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rb-'));
  await chmod(folder, 0o711);
  try {
    const rowsFile = path.join(folder, 'rows.ndjson');
    const { failed, lastWords } = await spawnBench(bench, sizes, signal, { TMPDIR: folder, [ROWS_FILE]: rowsFile });
    const rows = readRows(rowsFile);
    if (signal.aborted) return ended('cancelled', [...rows, noteOf(bench, 'not measured to its end: cancelled')]);
    if (failed !== null) return ended('crashed', [...rows, noteOf(bench, `not measured to its end: ${failed}: ${lastWords}`)]);
    return ended('done', rows.length > 0 ? rows : [noteOf(bench, 'not measured: it told nothing')]);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export const noteOf = ({ name, about }: Bench, note: string): BenchRow => ({
  ...{ bench: name, what: about, value: null, unit: '', spread: null, goal: null, note },
});

/** What a bench told before it ended in the middle of a line is kept up to that line. */
function readRows(file: string): BenchRow[] {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter(Boolean)
    .map((line) => benchRowSchema.parse(JSON.parse(line)));
}

interface ProcessEnd {
  /** How it ended where it did not end well. */
  readonly failed: string | null;
  readonly lastWords: string;
}

async function spawnBench(
  bench: Bench,
  { short, documents }: BenchSizes,
  signal: AbortSignal,
  environment: Readonly<Record<string, string>>,
): Promise<ProcessEnd> {
  const words = [
    path.join(checkout, 'scripts/bench', `${bench.name}.ts`),
    ...(short ? bench.shortWords : bench.words),
    ...(bench.documents && documents !== null ? ['--docs', documents] : []),
  ];
  const [command, parameters] = bench.display ? withDisplay(process.execPath, words) : [process.execPath, words];
  // In a group of its own, so that all that it started can be ended with it.
  const child = spawn(command, parameters, {
    ...{ cwd: checkout, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' },
    env: { ...process.env, ...environment },
  });
  let lastWords = '';
  child.stdout?.on('data', (chunk: Buffer) => process.stderr.write(chunk));
  child.stderr?.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk);
    lastWords = (lastWords + chunk.toString()).slice(-2000);
  });
  const end = () => void endGroup(child);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  try {
    const closed = once(child, 'close');
    const [code, killedBy] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    // One that crashed leaves what it had started, a server or a window, and that may hold its output open.
    signalGroup(child, 'SIGKILL');
    await closed;
    const failed = code === 0 ? null : killedBy === null ? `exit code ${code}` : `killed by ${killedBy}`;
    return { failed, lastWords: causeIn(lastWords) };
  } finally {
    signal.removeEventListener('abort', end);
  }
}

async function endGroup(child: ChildProcess): Promise<void> {
  signalGroup(child, 'SIGTERM');
  await sleep(PATIENCE_MS, undefined, { ref: false });
  if (child.exitCode === null && child.signalCode === null) signalGroup(child, 'SIGKILL');
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // All of it is gone.
  }
}

/** The line that names the error; of other words the last. */
function causeIn(words: string): string {
  const lines = words.split('\n').filter((line) => line.trim() !== '');
  return (lines.findLast((line) => /^(\w+ )?\w*Error\b/.test(line)) ?? lines.at(-1) ?? 'it said nothing').trim();
}
