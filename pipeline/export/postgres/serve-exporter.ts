/**
 * The exporter as a process: pushes runs while others look things up and measure. Passwords reach it by its channel, and end
 * with the call.
 */
import { BenchError } from '../../contract/errors.ts';
import { exporterCalls, type PushDraft } from '../../contract/exporter-calls.ts';
import { type CallContext, serveCalls } from '../../process/calls.ts';
import { parentChannel } from '../../process/channel.ts';
import type { IsAlive } from '../../store/owner.ts';
import { openStore, type Store } from '../../store/store.ts';
import { check, PUSH_CACHE_MEGABYTES, type PushRequest, push } from './push.ts';
import { Secret } from './secret.ts';
import { keepHeapSmall } from './small-heap.ts';

export function serveExporter(isAlive: IsAlive): void {
  keepHeapSmall();
  const channel = parentChannel();
  let file: string | null = null;

  /** Opened for each call: the engine may have made another file of that name since. */
  async function withStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
    if (file === null) throw new BenchError('message.invalid', { from: 'the app', reason: 'a call before open' });
    const store = openStore(file, { mode: 'read', cacheMegabytes: PUSH_CACHE_MEGABYTES });
    try {
      return await work(store);
    } finally {
      store.close();
    }
  }

  const requestOf = (
    { password, ...draft }: PushDraft & { readonly password: string | null },
    { signal, progress }: CallContext,
  ): PushRequest => ({
    ...draft,
    password: password === null ? null : new Secret(password),
    isAlive,
    signal,
    onPreflight: () => undefined,
    onProgress: ({ phase, done, total }) => progress(done, total, phase),
  });

  serveCalls(channel, exporterCalls, {
    open: ({ database }) => {
      file = database;
      return null;
    },
    // A server can be tested before there is a database of measurements.
    check: (draft, context) =>
      draft.runs.length === 0
        ? check(null, requestOf(draft, context))
        : withStore((store) => check(store, requestOf(draft, context))),
    push: (draft, context) => withStore((store) => push(store, requestOf(draft, context))),
  });
  channel.onClose(() => process.exit(0));
}
