/**
 * Runs the real command line in tests, and draws small documents for it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const main = fileURLToPath(new URL('../../pipeline/cli/main.ts', import.meta.url));

export interface Started {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when the process and its output have ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

export interface StartOptions {
  readonly environment?: NodeJS.ProcessEnv;
  /** Without the rights of a superuser to read and write what file modes forbid. */
  readonly unprivileged?: boolean;
  /** What it reads from stdin; nothing unless given. */
  readonly input?: string;
}

/** Starts `rbench` as the leader of its own process group, so that a test can kill all of it at once. */
export function startRbench(words: readonly string[], options: StartOptions = {}): Started {
  const { environment = {}, unprivileged = false, input = '' } = options;
  const withoutRights = unprivileged && process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-all', '--inh-caps=-all'] : [];
  const [command = '', ...parameters] = [...withoutRights, process.execPath, main, ...words];
  const child = spawn(command, parameters, {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', ...environment },
  });
  child.stdin?.on('error', () => undefined).end(input);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended: once(child, 'close').then(([code]) => ({ code, stdout, stderr })),
  };
}

export const rbench = (words: readonly string[], options?: StartOptions) => startRbench(words, options).ended;

/** Direct children of a process, by Linux's own list. */
export async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return text.trim().split(' ').filter(Boolean).map(Number);
}

/** Images with dark bars where text would be: cheap to read, and each different. */
export async function drawDocuments(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let index = 0; index < count; index++) {
    const bars = Array.from(
      { length: 8 },
      (_, row) => `<rect x="20" y="${30 + row * 30}" width="${120 + ((index * 37 + row * 53) % 200)}" height="12"/>`,
    );
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" fill="white"/>${bars.join('')}</svg>`;
    await sharp(Buffer.from(svg))
      .jpeg()
      .toFile(path.join(folder, `page_${String(index).padStart(3, '0')}.jpg`));
  }
}
