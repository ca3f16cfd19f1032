/**
 * Starts the processes of the bench. A host has two forms, `node` (a plain Node process, here) and `utility` (Electron's, in
 * `electron/main`); who starts a process sees only this interface. A process asks for its side of the conversation with
 * `parentChannel` (`channel.ts`), whatever its form.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
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
  /** What it writes to its standard error. */
  complaint?(text: string): void;
  /** The process is gone; `reason` is a phrase for a sentence: `killed by SIGKILL`, `exit code 1: Out of memory`. */
  exit(reason: string): void;
}

export type HostKind = 'node' | 'utility';

export interface ProcessHost {
  readonly kind: HostKind;
  start(entry: URL, events: HostedProcessEvents): HostedProcess;
}

/** @param node the Node that runs the processes; inside Electron it is not the program that runs this code */
export function nodeHost(node: string = process.execPath): ProcessHost {
  return {
    kind: 'node',
    start(entry, events) {
      const child = fork(fileURLToPath(entry), [], {
        execPath: node,
        execArgv: [],
        serialization: 'advanced',
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
      const lastWords = new LastWords(child.stderr, events.complaint);
      let gone = false;
      const leave = (reason: string) => {
        if (gone) return;
        gone = true;
        events.exit(reason);
      };
      if (child.stdout) createInterface({ input: child.stdout }).on('line', events.line);
      child.on('message', events.message);
      child.on('error', (error) => leave(error.message));
      // `close` and not `exit`: the last lines of its output come before it.
      child.on('close', (code, signal) => leave(exitReason(code, signal, lastWords.text)));
      return {
        pid: child.pid,
        // A process that just died cannot be told anything; its `exit` follows.
        post: (message) => void (child.connected && child.send(message as object, () => undefined)),
        disconnect: () => {
          if (!child.connected) return;
          void whenEnded(child).then(() => leave(exitReason(child.exitCode, child.signalCode, lastWords.text)));
          child.disconnect();
        },
        kill: () => void child.kill('SIGKILL'),
      };
    },
  };
}

/**
 * When the process and its output have ended. Node never tells `close` of a process that was disconnected from here
 * (nodejs/node#19433, open in Node 24).
 */
async function whenEnded(child: ChildProcess): Promise<void> {
  const exited = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
  await Promise.allSettled([exited, ...[child.stdout, child.stderr].map((stream) => stream && finished(stream))]);
}

/** The end of what a process writes to its standard error: where the reason of its end stands. */
export class LastWords {
  static readonly kept = 2000;
  text = '';

  constructor(stream: NodeJS.ReadableStream | null, heard: (text: string) => void = () => undefined) {
    stream?.on('data', (chunk: Buffer) => {
      heard(chunk.toString());
      this.text = (this.text + chunk.toString()).slice(-LastWords.kept);
    });
  }
}

export function exitReason(code: number | null, signal: string | null, lastWords: string): string {
  if (signal !== null) return `killed by ${signal}`;
  const words = lastWords
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('at '));
  // Node quotes the line of code before it names the error.
  const telling =
    words.find((line) => /^\w*Error\b/.test(line)) ?? words.find((line) => /error|fatal|memory/i.test(line)) ?? words.at(-1);
  return telling === undefined ? `exit code ${code}` : `exit code ${code}: ${telling}`;
}
