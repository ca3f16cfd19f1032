/**
 * The process host `utility`: Electron's own child processes. Only the main process can start them.
 */
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { utilityProcess } from 'electron';
import { FAREWELL } from '../../pipeline/process/channel.ts';
import { exitReason, LastWords, type ProcessHost } from '../../pipeline/process/host.ts';

/** Exit codes above this stand for a signal, as in a shell (bash(1)). */
const SIGNALS_FROM = 128;
const KILLED = 9;

export const utilityHost: ProcessHost = {
  kind: 'utility',
  start(entry, events) {
    const child = utilityProcess.fork(fileURLToPath(entry), [], {
      stdio: ['ignore', 'pipe', 'pipe'],
      serviceName: `Rythmiq Bench ${path.basename(entry.pathname, '.js')}`,
    });
    const lastWords = new LastWords(child.stderr, events.complaint);
    if (child.stdout) createInterface({ input: child.stdout }).on('line', events.line);
    // Before it has spawned there is nothing to kill yet.
    let killAtBirth = false;
    child.once('spawn', () => killAtBirth && child.kill());
    child.on('message', events.message);
    child.on('exit', (code) => events.exit(reasonOfEnd(code, lastWords.text)));
    return {
      get pid() {
        return child.pid;
      },
      post: (message) => child.postMessage(message),
      disconnect: () => child.postMessage(FAREWELL),
      kill() {
        // `child.kill` asks politely; a worker that hangs does not listen.
        if (child.pid === undefined) killAtBirth = true;
        else {
          try {
            process.kill(child.pid, 'SIGKILL');
          } catch {
            // It had ended by itself.
          }
        }
      },
    };
  },
};

/** Chromium tells an end by a signal as its number, or as the shell does; which one is not documented. */
function reasonOfEnd(code: number, lastWords: string): string {
  const killed = code === KILLED || code === SIGNALS_FROM + KILLED;
  return exitReason(code, killed ? 'SIGKILL' : null, lastWords);
}
