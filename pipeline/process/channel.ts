/**
 * A process's conversation with the one that started it, the same for both forms of host: Node's IPC channel, or the port
 * that Electron gives a utility process.
 */

export interface Channel {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The other side ended the conversation, or is gone. */
  onClose(listener: () => void): void;
}

/** Electron's port has no end that can be heard, so the end is a message of its own. */
export const FAREWELL = 'rythmiq-bench:farewell';

/** `process.parentPort` of a utility process, in the part that is used here. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

export function parentChannel(): Channel {
  const port = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
  return port === undefined ? nodeChannel() : utilityChannel(port);
}

function nodeChannel(): Channel {
  return {
    post: (message) => void (process.connected && process.send?.(message, undefined, undefined, () => undefined)),
    onMessage: (listener) => void process.on('message', listener),
    onClose: (listener) => void process.on('disconnect', listener),
  };
}

function utilityChannel(port: ParentPort): Channel {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', ({ data }) => void (data === FAREWELL || listener(data))),
    onClose: (listener) => port.on('message', ({ data }) => void (data === FAREWELL && listener())),
  };
}
