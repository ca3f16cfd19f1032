import { expect, onTestFinished, test, vi } from 'vitest';
import { isAlive } from '../measure/proc-stat.ts';
import { exitReason, type HostedProcess, LastWords, nodeHost } from './host.ts';
import type { ChildCommand } from './testing/child.ts';

const entry = new URL('./testing/child.ts', import.meta.url);

function startChild(host = nodeHost(), program = entry) {
  const messages: unknown[] = [];
  const lines: string[] = [];
  const complaints: string[] = [];
  const exits: string[] = [];
  const process: HostedProcess = host.start(program, {
    message: (message) => messages.push(message),
    line: (line) => lines.push(exits.length > 0 ? `too late: ${line}` : line),
    complaint: (text) => complaints.push(text),
    exit: (reason) => exits.push(reason),
  });
  onTestFinished(() => process.kill());
  const tell = (command: ChildCommand) => process.post(command);
  const ended = () => vi.waitFor(() => expect(exits).toHaveLength(1), { timeout: 10_000 });
  const greeted = () => vi.waitFor(() => expect(messages).toEqual([{ hello: process.pid }]), { timeout: 10_000 });
  return { process, tell, messages, lines, complaints, exits, ended, greeted };
}

test('what is said to a process and by it crosses whole: typed arrays, bytes, NaN', async () => {
  const { tell, messages, greeted } = startChild();
  await greeted();
  const what = { column: new Float64Array([1.5, Number.NaN]), bytes: new Uint8Array([1, 2]), nothing: undefined };
  tell({ do: 'echo', what });
  await vi.waitFor(() => expect(messages[1]).toEqual(what));
});

test('its output comes by whole lines, the last ones before its end', async () => {
  const { tell, lines, complaints, exits, ended } = startChild();
  tell({ do: 'write', to: 'stdout', text: 'one\ntw' });
  // More than a pipe holds, so that some of it is still under way when the process has ended.
  const much = Array.from({ length: 30_000 }, (_, line) => `line ${line}`);
  tell({ do: 'write', to: 'stderr', text: 'a complaint\n' });
  tell({ do: 'write', to: 'stdout', text: `o\n${much.join('\n')}\nlast`, thenExit: true });
  await ended();
  expect([lines, complaints.join(''), exits]).toEqual([
    ['one', 'two', ...much, 'last'],
    'a complaint\n',
    ['exit code 0: a complaint'],
  ]);
});

test.each<[ChildCommand, string]>([
  [{ do: 'exit', code: 7 }, 'exit code 7'],
  [{ do: 'throw', what: 'out of paper' }, 'exit code 1: Error: out of paper'],
])('%j ends it with "%s"', async (command, reason) => {
  const { tell, exits, ended } = startChild();
  tell(command);
  await ended();
  expect(exits).toEqual([reason]);
});

test('a killed process is gone, and says and hears nothing more', async () => {
  const { process, tell, exits, ended, greeted } = startChild();
  await greeted();
  process.kill();
  await ended();
  expect(exits).toEqual(['killed by SIGKILL']);
  expect(isAlive(process.pid!, null)).toBe(false);
  tell({ do: 'echo', what: 'anybody?' });
  process.disconnect();
  process.kill();
  expect(exits).toHaveLength(1);
});

test('a process notices the end of the conversation and leaves by itself', async () => {
  const { process, messages, lines, exits, ended, greeted } = startChild();
  await greeted();
  process.disconnect();
  process.disconnect();
  await ended();
  expect([lines, exits]).toEqual([['left alone'], ['exit code 0']]);
  expect(messages).toHaveLength(1);
});

test('a program that is not there, and a Node that is not, end with the reason', async () => {
  const program = startChild(nodeHost(), new URL('./testing/nowhere.ts', import.meta.url));
  const host = startChild(nodeHost('/nowhere/node'));
  await Promise.all([program.ended(), host.ended()]);
  expect(program.exits).toEqual([expect.stringMatching(/^exit code 1: Error: Cannot find module .*nowhere\.ts/)]);
  expect(host.exits).toEqual(['spawn /nowhere/node ENOENT']);
  expect(host.process.pid).toBeUndefined();
});

test('of what a process complains the end is kept, and the line that tells most is its reason', () => {
  const listeners: ((chunk: Buffer) => void)[] = [];
  const stream = { on: (_event: 'data', listener: (chunk: Buffer) => void) => listeners.push(listener) };
  const words = new LastWords(stream as unknown as NodeJS.ReadableStream);
  for (const text of ['first', 'x'.repeat(LastWords.kept), 'last']) listeners[0]?.(Buffer.from(text));
  expect(words.text).toBe(`${'x'.repeat(LastWords.kept - 4)}last`);
  expect(exitReason(1, null, '\nwarned\n\nFatal error: disk\n    at foo\nbye\n')).toBe('exit code 1: Fatal error: disk');
  expect(exitReason(1, null, 'warned\nbye\n    at foo\n')).toBe('exit code 1: bye');
});
