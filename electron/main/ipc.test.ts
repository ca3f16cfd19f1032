import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { expect, test, vi } from 'vitest';
import { type Answer, ASK_CHANNEL } from '../../pipeline/contract/app-bridge.ts';
import { BenchError } from '../../pipeline/contract/errors.ts';
import { type AppHandlers, isOurs, serveWindow } from './ipc.ts';

const origins = ['app://bench'];

/** A frame of a page at this address: its top one, or one inside. */
function eventFrom(url: string | null, { top = true } = {}): IpcMainInvokeEvent {
  const senderFrame = url === null ? null : { url };
  return { senderFrame, sender: { mainFrame: top ? senderFrame : { url } } } as unknown as IpcMainInvokeEvent;
}

test.each([
  ['our window', eventFrom('app://bench/'), true],
  ['another page of ours', eventFrom('app://bench/index.html#runs'), true],
  ['a frame inside our window, ours by its address', eventFrom('app://bench/', { top: false }), false],
  ['a frame that is gone', eventFrom(null), false],
  ['a frame that is gone, of a window that is gone', { ...eventFrom(null), sender: { mainFrame: null } } as never, false],
  ['an address that begins like ours', eventFrom('app://bench.evil/'), false],
  ['ours behind another scheme', eventFrom('https://bench/'), false],
  ['a path that looks like ours', eventFrom('https://evil/app://bench/'), false],
  ['an empty page', eventFrom('about:blank'), false],
  ['a page in the address', eventFrom('data:text/html,app://bench'), false],
  ['a blob of ours', eventFrom('blob:app://bench/1'), false],
  ['a page from the disk', eventFrom('file:///app/out/renderer/index.html'), false],
  ['nothing', eventFrom(''), false],
])('%s', (_who, event, ours) => expect(isOurs(event, origins)).toBe(ours));

function served(ready?: Promise<AppHandlers>) {
  const setTheme = vi.fn(async (_input: unknown) => null);
  const about = vi.fn(() => {
    throw new BenchError('store.locked', { file: 'x' });
  });
  const live = vi.fn(() => Promise.reject(new TypeError('of no use')));
  const handlers = { setTheme, about, 'run.live': live } as unknown as AppHandlers;
  const ipc = { handle: vi.fn() };
  serveWindow(ipc as unknown as Pick<IpcMain, 'handle'>, ready ?? Promise.resolve(handlers), origins);
  const [[channel, ask]] = ipc.handle.mock.calls as [[string, (...words: unknown[]) => Promise<Answer<unknown>>]];
  return { channel, ask: (...words: unknown[]) => ask(eventFrom('app://bench/'), ...words), askFrom: ask, setTheme };
}

const refused = (code: string, reason?: string) => ({
  output: null,
  error: expect.objectContaining({ code, ...(reason === undefined ? {} : { details: expect.objectContaining({ reason }) }) }),
});

test('a question that fits is answered, with no more of the input than the table names', async () => {
  const { channel, ask, setTheme } = served();
  expect(channel).toBe(ASK_CHANNEL);
  expect(await ask('setTheme', { theme: 'dark', more: 1 })).toEqual({ output: null, error: null });
  expect(setTheme.mock.calls).toEqual([[{ theme: 'dark' }]]);
});

test('what is not in the table, or does not fit, reaches no handler', async () => {
  const { ask, setTheme } = served();
  for (const name of ['nothing', '__proto__', 'constructor', 'toString', '', 'open', 'runs.trace', null, 7, ['setTheme'], {}]) {
    expect(await ask(name, {})).toEqual(refused('message.invalid', 'there is no such call'));
  }
  for (const input of [{ theme: 'pink' }, {}, null, undefined, 'dark', [], { theme: ['dark'] }]) {
    expect(await ask('setTheme', input)).toEqual(refused('message.invalid'));
  }
  expect(setTheme).not.toHaveBeenCalled();
});

test('a page that is not ours is refused before anything is read of its question', async () => {
  const { askFrom, setTheme } = served();
  for (const event of [eventFrom('https://evil/'), eventFrom('app://bench/', { top: false }), eventFrom(null)]) {
    expect(await askFrom(event, 'setTheme', { theme: 'dark' })).toEqual(refused('message.invalid', 'it is not ours'));
  }
  expect(setTheme).not.toHaveBeenCalled();
});

test('an error crosses as a value with its code, and one that is not ours as internal', async () => {
  const { ask } = served();
  expect(await ask('about', {})).toEqual(refused('store.locked'));
  expect(await ask('run.live', {})).toEqual(refused('internal', 'of no use'));
});

test('a window that asks before the processes are there waits, and is told when they cannot be', async () => {
  let begin: (handlers: AppHandlers) => void = () => undefined;
  const waiting = served(
    new Promise((resolve) => {
      begin = resolve;
    }),
  );
  const asked = waiting.ask('setTheme', { theme: 'dark' });
  begin({ setTheme: () => null } as unknown as AppHandlers);
  expect(await asked).toEqual({ output: null, error: null });
  const failing = served(Promise.reject(new BenchError('internal', { reason: 'no places' })));
  // Nobody has asked yet; an error that nobody handled would end the process, and this test.
  await new Promise(setImmediate);
  expect(await failing.ask('setTheme', { theme: 'dark' })).toEqual(refused('internal', 'no places'));
});
