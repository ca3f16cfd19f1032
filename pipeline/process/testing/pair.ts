/** For tests: two ends of a conversation in one process. What crosses is copied, and comes later, as between processes. */
import type { Channel } from '../channel.ts';

export interface End extends Channel {
  /** This side is gone. */
  leave(): void;
}

export function channelPair(): [End, End] {
  const listeners = [new Set<(message: unknown) => void>(), new Set<(message: unknown) => void>()] as const;
  const closers = [new Set<() => void>(), new Set<() => void>()] as const;
  const end = (own: 0 | 1, other: 0 | 1): End => ({
    post(message) {
      const copy = structuredClone(message);
      setImmediate(() => {
        for (const hear of listeners[other]) hear(copy);
      });
    },
    onMessage: (listener) => void listeners[own].add(listener),
    onClose: (listener) => void closers[own].add(listener),
    leave() {
      for (const close of closers[other]) close();
    },
  });
  return [end(0, 1), end(1, 0)];
}
