/** For tests: a host whose processes the test plays itself. Knows no test runner. */
import type { HostedProcessEvents, ProcessHost } from '../../../pipeline/process/host.ts';

export interface PlayedProcess {
  readonly entry: URL;
  /** What it says and how it ends is up to the test. */
  readonly events: HostedProcessEvents;
  /** What it was told, in order; `disconnect` and `kill` among it. */
  readonly told: unknown[];
}

/** @param answer plays a process that answers each message at once */
export function playedHost(answer: (message: unknown, process: PlayedProcess) => void = () => undefined) {
  const started: PlayedProcess[] = [];
  const host: ProcessHost = {
    kind: 'utility',
    start(entry, events) {
      const process: PlayedProcess = { entry, events, told: [] };
      started.push(process);
      return {
        pid: 4711,
        post(message) {
          process.told.push(message);
          answer(message, process);
        },
        disconnect: () => void process.told.push('disconnect'),
        kill: () => void process.told.push('kill'),
      };
    },
  };
  return { host, started };
}
