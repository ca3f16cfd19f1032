/** For tests: a process that does as it is told, and leaves when nobody is there to tell it anything. */
import { parentChannel } from '../channel.ts';

export type ChildCommand =
  | { readonly do: 'echo'; readonly what: unknown }
  | { readonly do: 'write'; readonly to: 'stdout' | 'stderr'; readonly text: string; readonly thenExit?: boolean }
  | { readonly do: 'exit'; readonly code: number }
  | { readonly do: 'throw'; readonly what: string };

const channel = parentChannel();
channel.onMessage((message) => {
  const command = message as ChildCommand;
  switch (command.do) {
    case 'echo':
      return channel.post(command.what);
    case 'write':
      return void process[command.to].write(command.text, () => command.thenExit && process.exit(0));
    case 'exit':
      return process.exit(command.code);
    case 'throw':
      throw new Error(command.what);
  }
});
channel.onClose(() => {
  // Whoever is gone hears nothing more, and to tell them does no harm.
  channel.post('too late');
  process.stdout.write('left alone\n', () => process.exit(0));
});
channel.post({ hello: process.pid });
