/**
 * CPU of child processes. It is not in this process's own, so a stage that starts a child adds the child's.
 *
 * A child ends with this process, so that a worker that is killed leaves nothing behind that burns beside the next
 * measurement: on Linux by the kernel, also when this process is killed, elsewhere when it exits. Ctrl-C in a terminal is not
 * for the child: the engine decides when a worker ends.
 */
import { spawn } from 'node:child_process';
import type { CpuTime } from '../contract/spans.ts';
import { subtractCpu } from './cpu.ts';
import { readProcessAccount } from './proc-stat.ts';

export interface ChildOptions {
  /** For its standard input. */
  readonly input?: Uint8Array;
  /** Added to this process's own environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface ChildOutcome {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** What the child and its own children burnt, in steps of 10 ms; null where the system does not tell. */
  readonly cpu: CpuTime | null;
}

/** Makes the kernel end the program when the process that started it ends (util-linux; `PR_SET_PDEATHSIG` of prctl(2)). */
const leash = ['setpriv', '--pdeathsig', 'KILL'] as const;
/** What `setpriv` answers when it finds no such program. */
const LEASH_FOUND_NOTHING = 127;

/**
 * Runs a program to its end and takes its CPU from the kernel's account of waited-for children. Children must follow one
 * another within a process, as jobs do: two at once cannot be told apart.
 * @throws the system's error when the program cannot start
 */
export async function runChild(
  command: string,
  parameters: readonly string[],
  options: ChildOptions = {},
): Promise<ChildOutcome> {
  const before = readProcessAccount('self')?.children;
  const words = [command, ...parameters];
  let outcome = await start((await hasLeash()) ? [...leash, ...words] : words, options);
  // Started by itself, a program that is not there is an error and not an exit code.
  if (outcome.exitCode === LEASH_FOUND_NOTHING && outcome.stderr.startsWith('setpriv:')) outcome = await start(words, options);
  const after = readProcessAccount('self')?.children;
  return { ...outcome, cpu: before && after ? subtractCpu(after, before) : null };
}

let leashWorks: Promise<boolean> | undefined;

function hasLeash(): Promise<boolean> {
  leashWorks ??=
    process.platform === 'linux'
      ? start([...leash, 'true'], {}).then(
          ({ exitCode }) => exitCode === 0,
          () => false,
        )
      : Promise.resolve(false);
  return leashWorks;
}

function start(
  [command = '', ...parameters]: readonly string[],
  { input, environment }: ChildOptions,
): Promise<Omit<ChildOutcome, 'cpu'>> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
      // A group of its own, which Ctrl-C does not reach; on Windows that would open a console window.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const kill = () => void child.kill('SIGKILL');
    process.once('exit', kill);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', (error) => {
      process.off('exit', kill);
      reject(error);
    });
    child.on('close', (exitCode, signal) => {
      process.off('exit', kill);
      resolve({ exitCode, signal, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() });
    });
    // A child that ends before it has read its input breaks the pipe; its exit code tells the story.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
