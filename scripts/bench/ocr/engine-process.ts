/**
 * The bench's side of an engine's process, see `reader-process.ts`.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { EngineWord } from '../../../pipeline/ocr/engine.ts';
import type { Answer } from './reader-process.ts';
import type { ReaderOptions } from './readers.ts';

export interface EngineProcess {
  readonly name: string;
  read(file: string): Promise<{ readonly words: readonly EngineWord[]; readonly cpuSeconds: number }>;
  close(): Promise<void>;
}

const script = fileURLToPath(new URL('./reader-process.ts', import.meta.url));

/** @throws Error when the engine does not open */
export async function startEngine(options: ReaderOptions): Promise<EngineProcess> {
  // What SDKs write to their output is theirs, and not a line of the table.
  const child = fork(script, [JSON.stringify(options)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(child, 'exit').then((): Answer => ({ kind: 'failed', reason: 'its process ended' }));
  const answer = async (): Promise<Answer> => {
    const heard = new AbortController();
    const message = once(child, 'message', { signal: heard.signal }).then(([first]) => first as Answer);
    message.catch(() => undefined);
    try {
      return await Promise.race([message, ended]);
    } finally {
      heard.abort();
    }
  };
  const opened = await answer();
  if (opened.kind === 'failed') {
    child.kill();
    throw new Error(opened.reason);
  }
  return {
    name: options.engine,
    async read(file) {
      const heard = answer();
      if (child.connected) child.send({ file });
      const read = await heard;
      if (read.kind !== 'read') throw new Error(read.kind === 'failed' ? read.reason : 'an answer out of turn');
      return read;
    },
    async close() {
      if (child.connected) child.send({ file: null });
      await ended;
    },
  };
}
