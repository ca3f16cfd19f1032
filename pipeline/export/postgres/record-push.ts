/**
 * A push with its line in the history: written when it begins, so that one whose process dies is there too, and when it ends.
 */
import { randomUUID } from 'node:crypto';
import { BenchError } from '../../contract/errors.ts';
import type { PushDraft } from '../../contract/exporter-calls.ts';
import { nameOfTarget, type PushRecord, type PushResult } from '../../contract/postgres.ts';

/** @throws BenchError as `work`; a history that cannot be kept is `keep`'s own business */
export async function recordPush(
  { target, runs, options }: PushDraft,
  keep: (record: PushRecord) => Promise<void>,
  work: () => Promise<PushResult>,
): Promise<PushResult> {
  const record: PushRecord = {
    id: randomUUID(),
    started_at: new Date().toISOString(),
    ended_at: null,
    runs: [...runs],
    target: nameOfTarget(target),
    dry_run: options.dry_run,
    result: null,
    error: null,
  };
  await keep(record);
  try {
    const result = await work();
    await keep({ ...record, ended_at: new Date().toISOString(), result });
    return result;
  } catch (thrown) {
    const error = BenchError.wrap(thrown);
    await keep({ ...record, ended_at: new Date().toISOString(), error: error.toInfo() });
    throw error;
  }
}
