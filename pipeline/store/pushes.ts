/** The history of pushes: kept when one begins and again when it ends, read newest first. */
import { type PushRecord, pushRecordSchema } from '../contract/postgres.ts';
import { insertInto } from './columns.ts';
import type { Connection } from './connection.ts';
import { flag, json, parseRow, toJson } from './rows.ts';

const columns = ['id', 'started_at', 'ended_at', 'runs', 'target', 'dry_run', 'result', 'error'] as const;

const { shape } = pushRecordSchema;
const pushRow = pushRecordSchema.extend({
  runs: json(shape.runs),
  dry_run: flag,
  result: json(shape.result),
  error: json(shape.error),
});

export const pushReader = (connection: Connection) => ({
  listPushes(limit: number): PushRecord[] {
    const sql = `SELECT ${columns.join(', ')} FROM pushes ORDER BY started_at DESC, rowid DESC LIMIT ?`;
    return connection
      .statement(sql)
      .all([limit])
      .map((row) => parseRow(connection.file, pushRow, row));
  },
});

export const pushWriter = (connection: Connection) => ({
  /** One that is known is replaced. */
  keepPush({ dry_run, runs, result, error, ...push }: PushRecord): void {
    const row = { ...push, dry_run: Number(dry_run), runs: toJson(runs), result: toJson(result), error: toJson(error) };
    connection.statement(insertInto('pushes', columns).replace('INSERT', 'INSERT OR REPLACE')).run(row);
  },
});
