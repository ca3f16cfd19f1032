/**
 * A push with its line in the history: written when it begins, so that one whose process dies is there too, and when it ends.
 */
import { randomUUID } from 'node:crypto';
import { BenchError } from '../../contract/errors.ts';
import { nameOfTarget, type PushRecord, type PushResult } from '../../contract/postgres.ts';
import type { Store } from '../../store/store.ts';
import { type PushRequest, push } from './push.ts';

/** @throws BenchError as `push`; the history that cannot be kept is `keep`'s own business */
export async function recordPush(
  store: Store,
  request: PushRequest,
  keep: (record: PushRecord) => Promise<void>,
): Promise<PushResult> {
  const record: PushRecord = {
    id: randomUUID(),
    started_at: new Date().toISOString(),
    ended_at: null,
    runs: [...request.runs],
    target: nameOfTarget(request.target),
    dry_run: request.options.dry_run,
    result: null,
    error: null,
  };
  await keep(record);
  try {
    const result = await push(store, request);
    await keep({ ...record, ended_at: new Date().toISOString(), result });
    return result;
  } catch (thrown) {
    const error = BenchError.wrap(thrown);
    await keep({ ...record, ended_at: new Date().toISOString(), error: error.toInfo() });
    throw error;
  }
}
