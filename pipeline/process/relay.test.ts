import { expect, onTestFinished, test, vi } from 'vitest';
import { type HostedProcess, type HostedProcessEvents, nodeHost, type ProcessHost } from './host.ts';
import { type RelayReport, relayHost, relayReportSchema, relayRequestSchema, serveRelay } from './relay.ts';

const program = new URL('./testing/child.ts', import.meta.url);

/** Both sides over messages that are parsed, as in the app. */
function relayed(real: ProcessHost, allowed: readonly URL[] = [program]) {
  const reports: RelayReport[] = [];
  const server = serveRelay(real, allowed, (report) => {
    reports.push(report);
    host.receive(relayReportSchema.parse(structuredClone(report)));
  });
  const host = relayHost('utility', (request) => server.obey(relayRequestSchema.parse(structuredClone(request))));
  onTestFinished(() => server.close());
  const start = (entry = program) => {
    const heard: unknown[] = [];
    const process: HostedProcess = host.start(entry, {
      message: (message) => heard.push({ message, pid: process.pid }),
      line: (line) => heard.push({ line }),
      exit: (reason) => heard.push({ exit: reason }),
    });
    return { process, heard };
  };
  return { host, server, reports, start };
}

/** A host whose process the test plays itself. */
function playedHost(pid?: number) {
  const played: { events: HostedProcessEvents; process: { pid: number | undefined }; told: unknown[] }[] = [];
  const host: ProcessHost = {
    kind: 'utility',
    start(_entry, events) {
      const told: unknown[] = [];
      const process = {
        pid,
        post: (message: unknown) => told.push(message),
        disconnect: () => void told.push('disconnect'),
        kill: () => void told.push('kill'),
      };
      played.push({ events, process, told });
      return process;
    },
  };
  return { host, played };
}

test('a real process behind a relay is as one that was started here', async () => {
  const { start } = relayed(nodeHost());
  const { process, heard } = start();
  await vi.waitFor(() => expect(heard).toEqual([{ message: { hello: process.pid }, pid: expect.any(Number) }]), 10_000);
  process.post({ do: 'echo', what: new Float64Array([Number.NaN]) });
  process.post({ do: 'write', to: 'stdout', text: 'a line\n' });
  await vi.waitFor(() => expect(heard).toHaveLength(3));
  process.disconnect();
  await vi.waitFor(() => expect(heard.at(-1)).toEqual({ exit: 'exit code 0' }));
  expect(heard).toContainEqual({ message: new Float64Array([Number.NaN]), pid: process.pid });
  expect(heard).toContainEqual({ line: 'a line' });

  const second = start();
  await vi.waitFor(() => expect(second.heard).toHaveLength(1), 10_000);
  second.process.kill();
  await vi.waitFor(() => expect(second.heard.at(-1)).toEqual({ exit: 'killed by SIGKILL' }));
});

test('only the programs that are allowed are started', () => {
  const { host, played } = playedHost();
  const { start } = relayed(host);
  for (const other of [new URL('./testing/other.ts', program), new URL(`${program.href}?x`), new URL(`${program.href}#x`)]) {
    expect(start(other).heard).toEqual([{ exit: 'it is not one of our programs' }]);
  }
  expect(played).toEqual([]);
  start();
  expect(played).toHaveLength(1);
});

test('the id of a process is told once, as soon as it is known, and before its first message', () => {
  const { host, played } = playedHost();
  const { start, reports } = relayed(host);
  const { process, heard } = start();
  expect([process.pid, reports]).toEqual([undefined, []]);
  played[0]!.process.pid = 4711;
  played[0]!.events.message('ready');
  played[0]!.events.message('more');
  expect(heard).toEqual([
    { message: 'ready', pid: 4711 },
    { message: 'more', pid: 4711 },
  ]);
  expect(reports.map(({ relayed }) => relayed)).toEqual(['pid', 'message', 'message']);
  const known = relayed(playedHost(4712).host);
  expect([known.start().process.pid, known.reports]).toEqual([4712, [{ relayed: 'pid', id: 1, pid: 4712 }]]);
});

test('each process is told what is for it, and nothing once it is gone', () => {
  const { host, played } = playedHost();
  const { start } = relayed(host);
  const [one, two] = [start(), start()];
  one.process.post(1);
  two.process.post(2);
  two.process.disconnect();
  played[0]!.events.exit('exit code 3');
  one.process.post('too late');
  one.process.kill();
  played[1]!.events.line('of two');
  expect(played.map(({ told }) => told)).toEqual([[1], [2, 'disconnect']]);
  expect([one.heard, two.heard]).toEqual([[{ exit: 'exit code 3' }], [{ line: 'of two' }]]);
});

test('when the engine is gone, every process it asked for is killed, and none that ended before', () => {
  const { host, played } = playedHost();
  const { start, server } = relayed(host);
  start();
  start();
  start();
  played[1]!.events.exit('exit code 0');
  server.close();
  expect(played.map(({ told }) => told)).toEqual([['kill'], [], ['kill']]);
});

test('an engine whose front is gone hears of the end of every process, once', () => {
  const { host: real, played } = playedHost();
  const { start, host } = relayed(real);
  const [one, two] = [start(), start()];
  played[0]!.events.exit('exit code 0');
  host.close();
  host.close();
  played[1]!.events.exit('killed by SIGKILL');
  expect([one.heard, two.heard]).toEqual([[{ exit: 'exit code 0' }], [{ exit: 'the app is gone' }]]);
});

test('a request that is not one is no request', () => {
  for (const request of [
    { relay: 'start', id: 1, entry: 'worker.js' },
    { relay: 'start', id: 'one', entry: program.href },
    { relay: 'run', id: 1 },
    { relayed: 'pid', id: 1, pid: 2 },
  ]) {
    expect(relayRequestSchema.safeParse(request).success).toBe(false);
  }
});
