/**
 * Reads runs. Lists and single runs stay fast whatever a run holds, because its summary is kept with it.
 */
import { BenchError } from '../contract/errors.ts';
import type { RunKind, RunListItem, RunRecord, RunsOnly } from '../contract/run.ts';
import type { Connection } from './connection.ts';
import { parseRow, runListItemRow, runRow } from './rows.ts';

const listColumns = 'id, kind, state, name, tags, notes, pinned, created_at, ended_at, owner, warnings, summary';
const recordColumns = `${listColumns}, anchor_utc, output_folder, settings, environment, plan`;

/** Two runs may be made in one millisecond; the later row is the later run. */
const newestFirst = 'ORDER BY created_at DESC, rowid DESC';

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);

interface ListRuns {
  readonly limit: number;
  readonly offset?: number | undefined;
  readonly search?: string | undefined;
  readonly only?: RunsOnly | undefined;
}

const onlyConditions: Readonly<Record<RunsOnly, string>> = {
  pinned: 'pinned = 1',
  // A run whose engine was killed is still said to be running.
  unfinished: "state IN ('running', 'cancelled', 'interrupted')",
};

export function runReader(connection: Connection) {
  const exact = (id: string): string | undefined =>
    connection.statement<{ id: string }>('SELECT id FROM runs WHERE id = ?').get([id])?.id;
  const newest = (condition: string, values: readonly string[]): string | undefined =>
    connection.statement<{ id: string }>(`SELECT id FROM runs ${condition} ${newestFirst} LIMIT 1`).get([...values])?.id;

  return {
    /** Newest first; `search` looks into id, name, tags and notes. */
    listRuns(options: ListRuns): RunListItem[] {
      const searched = ['id', 'name', 'tags', 'notes'].map((column) => `${column} LIKE @pattern ESCAPE '\\'`).join(' OR ');
      const conditions = [
        ...(options.search ? [`(${searched})`] : []),
        ...(options.only === undefined ? [] : [onlyConditions[options.only]]),
      ];
      const sql = `SELECT ${listColumns} FROM runs ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
        ${newestFirst} LIMIT @limit OFFSET @offset`;
      const page = { limit: options.limit, offset: options.offset ?? 0 };
      const rows = connection.statement(sql).all(options.search ? { ...page, pattern: `%${escapeLike(options.search)}%` } : page);
      return rows.map((row) => parseRow(connection.file, runListItemRow, row));
    },

    /**
     * The id of the run meant by a whole id, the beginning of one, or `latest`: of these kinds, or of any where there is none of them, so
     * that whoever uses it can say why it cannot.
     * @throws BenchError `run.not_found`, `run.ambiguous`
     */
    findRun(given: string, ...kinds: readonly RunKind[]): string {
      if (given === 'latest') {
        const latest = newest(`WHERE kind IN (${kinds.map(() => '?').join(', ')})`, kinds) ?? newest('', []);
        if (latest === undefined) throw new BenchError('run.not_found', { run: given });
        return latest;
      }
      const prefix = given.toLowerCase();
      const whole = exact(prefix);
      if (whole !== undefined) return whole;
      const fitting = /^[0-9a-f-]+$/.test(prefix)
        ? // 'g' comes after every character of an id, so this is a range of the primary key.
          connection.statement<{ id: string }>(`SELECT id FROM runs WHERE id >= ? AND id < ? LIMIT 2`).all([prefix, `${prefix}g`])
        : [];
      if (fitting.length > 1) throw new BenchError('run.ambiguous', { run: given });
      const only = fitting[0];
      if (only === undefined) throw new BenchError('run.not_found', { run: given });
      return only.id;
    },

    /** @throws BenchError `run.not_found` */
    readRun(runId: string): RunRecord {
      const row = connection.statement(`SELECT ${recordColumns} FROM runs WHERE id = ?`).get([runId]);
      if (row === undefined) throw new BenchError('run.not_found', { run: runId });
      return parseRow(connection.file, runRow, row);
    },
  };
}
