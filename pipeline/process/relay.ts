/**
 * A process host across a channel. Electron lets only its main process start utility processes, so an engine that wants one
 * for a worker asks for it: `relayHost` is the engine's side, `serveRelay` the side that owns the real host. Messages pass
 * through unread.
 */
import { z } from 'zod';
import type { HostedProcess, HostedProcessEvents, HostKind, ProcessHost } from './host.ts';

const id = z.int();
export const relayRequestSchema = z.discriminatedUnion('relay', [
  z.object({ relay: z.literal('start'), id, entry: z.url() }),
  z.object({ relay: z.literal('post'), id, message: z.unknown() }),
  z.object({ relay: z.literal('disconnect'), id }),
  z.object({ relay: z.literal('kill'), id }),
]);
export type RelayRequest = z.infer<typeof relayRequestSchema>;

export const relayReportSchema = z.discriminatedUnion('relayed', [
  z.object({ relayed: z.literal('pid'), id, pid: z.int() }),
  z.object({ relayed: z.literal('message'), id, message: z.unknown() }),
  z.object({ relayed: z.literal('line'), id, line: z.string() }),
  z.object({ relayed: z.literal('exit'), id, reason: z.string() }),
]);
export type RelayReport = z.infer<typeof relayReportSchema>;

export interface RelayedHost extends ProcessHost {
  receive(report: RelayReport): void;
  /** The side that owns the processes is gone, and they with it: nobody will tell of their end any more. */
  close(): void;
}

interface Relayed {
  pid: number | undefined;
  readonly events: HostedProcessEvents;
}

export function relayHost(kind: HostKind, send: (request: RelayRequest) => void): RelayedHost {
  const processes = new Map<number, Relayed>();
  let nextId = 1;
  return {
    kind,
    start(entry, events): HostedProcess {
      const number = nextId++;
      const process: Relayed = { pid: undefined, events };
      processes.set(number, process);
      send({ relay: 'start', id: number, entry: entry.href });
      return {
        get pid() {
          return process.pid;
        },
        post: (message) => send({ relay: 'post', id: number, message }),
        disconnect: () => send({ relay: 'disconnect', id: number }),
        kill: () => send({ relay: 'kill', id: number }),
      };
    },
    receive(report) {
      const process = processes.get(report.id);
      if (process === undefined) return;
      switch (report.relayed) {
        case 'pid':
          process.pid = report.pid;
          return;
        case 'message':
          return process.events.message(report.message);
        case 'line':
          return process.events.line(report.line);
        case 'exit':
          processes.delete(report.id);
          return process.events.exit(report.reason);
      }
    },
    close() {
      const left = [...processes.values()];
      processes.clear();
      for (const { events } of left) events.exit('the app is gone');
    },
  };
}

export interface RelayServer {
  obey(request: RelayRequest): void;
  /** Kills every process that was started here: who asked for them is gone. */
  close(): void;
}

/** @param allowed the only programs that may be started */
export function serveRelay(host: ProcessHost, allowed: readonly URL[], send: (report: RelayReport) => void): RelayServer {
  const processes = new Map<number, HostedProcess>();

  function start(number: number, entry: URL): void {
    if (!allowed.some(({ href }) => href === entry.href)) {
      send({ relayed: 'exit', id: number, reason: 'it is not one of our programs' });
      return;
    }
    let pidTold = false;
    // The id of a utility process is known a moment after its start, and in time before its first message.
    const tellPid = () => {
      const pid = processes.get(number)?.pid;
      if (pidTold || pid === undefined) return;
      pidTold = true;
      send({ relayed: 'pid', id: number, pid });
    };
    const started = host.start(entry, {
      message: (message) => {
        tellPid();
        send({ relayed: 'message', id: number, message });
      },
      line: (line) => send({ relayed: 'line', id: number, line }),
      exit: (reason) => {
        processes.delete(number);
        send({ relayed: 'exit', id: number, reason });
      },
    });
    processes.set(number, started);
    tellPid();
  }

  return {
    obey(request) {
      const process = processes.get(request.id);
      switch (request.relay) {
        case 'start':
          return start(request.id, new URL(request.entry));
        case 'post':
          return process?.post(request.message);
        case 'disconnect':
          return process?.disconnect();
        case 'kill':
          return process?.kill();
      }
    },
    close() {
      for (const process of processes.values()) process.kill();
    },
  };
}
