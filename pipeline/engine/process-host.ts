/**
 * Starts the processes of the bench. There are two forms, `node` (a plain Node process) and `utility` (Electron's); the engine
 * sees only this interface.
 */
import { fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface HostedProcess {
  readonly pid: number | undefined;
  post(message: unknown): void;
  /** Ends the conversation; the process notices and leaves in its own time. */
  disconnect(): void;
  kill(): void;
}

export interface HostedProcessEvents {
  message(message: unknown): void;
  /** A whole line of its standard output. */
  line(line: string): void;
  /** The process is gone; `reason` is a phrase for a sentence: `killed by SIGKILL`, `exit code 1: Out of memory`. */
  exit(reason: string): void;
}

export interface ProcessHost {
  readonly kind: 'node' | 'utility';
  start(entry: URL, events: HostedProcessEvents): HostedProcess;
}

/** So much of a process's last words is kept for the reason of its end. */
const LAST_WORDS = 2000;

export const nodeHost: ProcessHost = {
  kind: 'node',
  start(entry, events) {
    const child = fork(fileURLToPath(entry), [], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let lastWords = '';
    let gone = false;
    const leave = (reason: string) => {
      if (gone) return;
      gone = true;
      events.exit(reason);
    };
    child.stderr?.on('data', (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString()).slice(-LAST_WORDS);
    });
    if (child.stdout) createInterface({ input: child.stdout }).on('line', events.line);
    child.on('message', events.message);
    child.on('error', (error) => leave(error.message));
    // `close` and not `exit`: the last lines of its output come before it.
    child.on('close', (code, signal) => leave(exitReason(code, signal, lastWords)));
    return {
      pid: child.pid,
      // A process that just died cannot be told anything; its `exit` follows.
      post: (message) => void (child.connected && child.send(message as object, () => undefined)),
      disconnect: () => {
        if (child.connected) child.disconnect();
      },
      kill: () => void child.kill('SIGKILL'),
    };
  },
};

export function exitReason(code: number | null, signal: string | null, lastWords: string): string {
  if (signal !== null) return `killed by ${signal}`;
  const words = lastWords
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('at '));
  const telling = words.find((line) => /error|fatal|memory/i.test(line)) ?? words.at(-1);
  return telling === undefined ? `exit code ${code}` : `exit code ${code}: ${telling}`;
}
