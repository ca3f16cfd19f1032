/**
 * Starts the fuzzing process, takes down what it finds, and starts it again behind an input that killed it or that it did not
 * come back from.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FoundFault, FuzzOrder, FuzzReport, TargetCount } from './messages.ts';

export interface FuzzResult {
  readonly counts: readonly TargetCount[];
  readonly faults: readonly FoundFault[];
}

export interface FuzzOptions extends Omit<FuzzOrder, 'from' | 'leaveOut' | 'trace'> {
  /** Exports `targetKinds`. */
  readonly module?: URL;
  /** An input that takes longer is one that it hangs on. */
  readonly patienceSeconds?: number;
}

/** A process that dies at once each time is not started for ever. */
const MOST_DEATHS = 20;
/** Characters of what a process wrote before it ended. */
const LAST_WORDS = 1000;
const LOOK_EVERY_MS = 250;
/** Until the first input: a process has to start, and what it needs is opened. */
const START_PATIENCE_SECONDS = 60;

export async function runFuzz(options: FuzzOptions): Promise<FuzzResult> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rbench-fuzz-trace-'));
  const trace = path.join(folder, 'trace');
  const counts = new Map<string, TargetCount>();
  const faults: FoundFault[] = [];
  const from: Record<string, number> = {};
  const begun = performance.now();
  try {
    for (let deaths = 0; deaths < MOST_DEATHS; deaths++) {
      const seconds = options.seconds - (performance.now() - begun) / 1000;
      if (seconds <= 0 && deaths > 0) break;
      const once = await runOnce(options, {
        ...options,
        seconds,
        from: { ...from },
        leaveOut: faults.map(({ target }) => target),
        trace,
      });
      for (const count of once.counts.values()) {
        from[count.target] = (from[count.target] ?? 0) + count.inputs;
        const { inputs = 0, taken = 0, slowest_ms = 0 } = counts.get(count.target) ?? {};
        counts.set(count.target, {
          target: count.target,
          inputs: inputs + count.inputs,
          taken: taken + count.taken,
          slowest_ms: Math.max(slowest_ms, count.slowest_ms),
        });
      }
      faults.push(...once.faults);
      if (once.isDone || options.replay !== null) break;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { counts: [...counts.values()], faults };
}

interface Once {
  readonly counts: ReadonlyMap<string, TargetCount>;
  readonly faults: readonly FoundFault[];
  readonly isDone: boolean;
}

async function runOnce(options: FuzzOptions, order: FuzzOrder): Promise<Once> {
  const { module = new URL('./kinds/index.ts', import.meta.url), patienceSeconds = 60 } = options;
  const counts = new Map<string, TargetCount>();
  const faults: FoundFault[] = [];
  let isDone = false;
  let lastWords = '';
  rmSync(order.trace, { force: true });
  const child = fork(fileURLToPath(new URL('./serve.ts', import.meta.url)), [fileURLToPath(module)], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-LAST_WORDS);
  });
  child.on('message', (report: FuzzReport) => {
    if (report.kind === 'found') faults.push(report);
    else if (report.kind === 'count') counts.set(report.target, report);
    else isDone = true;
  });

  let tried = '';
  let since = performance.now();
  let isSilent = false;
  const look = setInterval(() => {
    const now = readTrace(order.trace);
    if (now !== tried || isDone) since = performance.now();
    tried = now;
    const patience = tried === '' ? Math.max(patienceSeconds, START_PATIENCE_SECONDS) : patienceSeconds;
    if (performance.now() - since < patience * 1000) return;
    isSilent = true;
    child.kill('SIGKILL');
  }, LOOK_EVERY_MS);

  // What a process said last arrives after its end: the channel closes behind it.
  const heard = new Promise((resolve) => child.once('disconnect', resolve));
  const ended = new Promise<string>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`)));
  child.send(order);
  const end = await ended;
  await heard;
  clearInterval(look);
  if (!isDone) {
    const [target = '', input = '-1'] = readTrace(order.trace).split('\n');
    const fault = isSilent ? `no answer within ${patienceSeconds} s` : `the process ended with ${end}`;
    faults.push({ target, input: Number(input), fault, shown: lastWords });
  }
  return { counts, faults, isDone };
}

function readTrace(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
