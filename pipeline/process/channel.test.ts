/** The side of a Node process is tested by real ones, in `host.test.ts`. */
import { expect, onTestFinished, test } from 'vitest';
import { FAREWELL, parentChannel } from './channel.ts';

test('in a utility process the channel is its port, and the farewell is its end and no message', () => {
  const posted: unknown[] = [];
  const listeners: ((event: { data: unknown }) => void)[] = [];
  const parentPort = {
    postMessage: (message: unknown) => posted.push(message),
    on: (_event: 'message', listener: (event: { data: unknown }) => void) => listeners.push(listener),
  };
  Object.assign(process, { parentPort });
  onTestFinished(() => void Reflect.deleteProperty(process, 'parentPort'));

  const channel = parentChannel();
  const heard: unknown[] = [];
  channel.onMessage((message) => heard.push(message));
  channel.onClose(() => heard.push('closed'));
  channel.post('out');
  for (const data of [{ a: 1 }, false, FAREWELL]) for (const listener of listeners) listener({ data });
  expect([posted, heard]).toEqual([['out'], [{ a: 1 }, false, 'closed']]);
});
