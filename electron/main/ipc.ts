/**
 * The window's questions: from our window's main frame, by a name in the table, with an input that fits; anything else is
 * refused before it reaches a handler.
 */
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { z } from 'zod';
import { type Answer, ASK_CHANNEL } from '../../pipeline/contract/app-bridge.ts';
import { type AppCalls, appCalls } from '../../pipeline/contract/app-calls.ts';
import { BenchError, reasonOf } from '../../pipeline/contract/errors.ts';
import { originOf } from './security.ts';

export type AppHandlers = {
  readonly [Name in keyof AppCalls]: (
    input: z.output<AppCalls[Name]['input']>,
  ) => z.output<AppCalls[Name]['output']> | Promise<z.output<AppCalls[Name]['output']>>;
};

type Sender = Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>;

/** Whether a message comes from the top frame of a page of ours. */
export function isOurs({ senderFrame, sender }: Sender, origins: readonly string[]): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && origins.includes(originOf(senderFrame.url));
}

/**
 * @param ready the window may ask before the processes are chosen; then it waits
 * @param onRefusal hears what is answered with an error
 */
export function serveWindow(
  ipc: Pick<IpcMain, 'handle'>,
  ready: Promise<AppHandlers>,
  origins: readonly string[],
  onRefusal: (call: string, thrown: unknown) => void = () => undefined,
): void {
  // Told to whoever asks, and not to the process as an error that nobody handles.
  ready.catch(() => undefined);
  ipc.handle(ASK_CHANNEL, async (event, name: unknown, input: unknown): Promise<Answer<unknown>> => {
    try {
      if (!isOurs(event, origins)) throw new BenchError('message.invalid', { from: 'a page', reason: 'it is not ours' });
      return { output: await answer(await ready, name, input), error: null };
    } catch (thrown) {
      onRefusal(typeof name === 'string' && Object.hasOwn(appCalls, name) ? name : 'no such call', thrown);
      return { output: null, error: BenchError.wrap(thrown).toInfo() };
    }
  });
}

async function answer(handlers: AppHandlers, name: unknown, input: unknown): Promise<unknown> {
  if (typeof name !== 'string' || !Object.hasOwn(appCalls, name)) {
    throw new BenchError('message.invalid', { from: 'the window', reason: 'there is no such call' });
  }
  const call = name as keyof AppCalls;
  const parsed = appCalls[call].input.safeParse(input);
  if (!parsed.success) throw new BenchError('message.invalid', { from: 'the window', reason: reasonOf(parsed.error) });
  return handlers[call](parsed.data as never);
}
