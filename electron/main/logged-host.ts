/**
 * A process host whose processes are heard: what they write to their standard error and how they end goes into the log, under
 * the name of their entry. Imports no Electron.
 */
import path from 'node:path';
import type { ProcessHost } from '../../pipeline/process/host.ts';
import type { Log } from './log.ts';

/** Of one process. A library may complain thousands of times; what ended the process stands in the reason of its end. */
const MOST_LINES = 200;

export function loggedHost(host: ProcessHost, log: Log): ProcessHost {
  return {
    kind: host.kind,
    start(entry, events) {
      const name = path.basename(entry.pathname, '.js');
      let lines = 0;
      let rest = '';
      const say = (line: string) => {
        if (line.trim() === '') return;
        lines += 1;
        if (lines <= MOST_LINES) log.warn(name, line);
        if (lines === MOST_LINES) log.warn(name, 'what it writes from here on is left out');
      };
      return host.start(entry, {
        ...events,
        complaint(text) {
          events.complaint?.(text);
          const parts = (rest + text).split('\n');
          rest = parts.pop() ?? '';
          for (const line of parts) say(line);
        },
        exit(reason) {
          say(rest);
          rest = '';
          // The usual end of one that was let go.
          if (reason !== 'exit code 0') log.warn(name, `ended: ${reason}`);
          events.exit(reason);
        },
      });
    },
  };
}
