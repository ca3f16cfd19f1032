/**
 * CPU of child processes. It is not in this process's own, so a stage that starts a child adds the child's.
 */
import { spawn } from 'node:child_process';
import type { CpuTime } from '../contract/spans.ts';
import { subtractCpu } from './cpu.ts';
import { readProcessAccount } from './proc-stat.ts';

export interface ChildOutcome {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** What the child and its own children burnt, in steps of 10 ms; null where the system does not tell. */
  readonly cpu: CpuTime | null;
}

/**
 * Runs a program to its end and takes its CPU from the kernel's account of waited-for children. Children must follow one
 * another within a process, as jobs do: two at once cannot be told apart.
 * @throws the system's error when the program cannot start
 */
export async function runChild(command: string, parameters: readonly string[], input?: Buffer): Promise<ChildOutcome> {
  const before = readProcessAccount('self')?.children;
  const outcome = await new Promise<Omit<ChildOutcome, 'cpu'>>((resolve, reject) => {
    const child = spawn(command, parameters, { stdio: ['pipe', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode, signal) =>
      resolve({ exitCode, signal, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }),
    );
    // A child that ends before it has read its input breaks the pipe; its exit code tells the story.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
  const after = readProcessAccount('self')?.children;
  return { ...outcome, cpu: before && after ? subtractCpu(after, before) : null };
}
