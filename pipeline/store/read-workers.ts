/** Reads a run's worker processes and signals. */
import { type WorkerRecord, workerRecordSchema } from '../contract/run.ts';
import type { Signal } from '../contract/signals.ts';
import { ledgerAccounts } from './columns.ts';
import type { Connection } from './connection.ts';
import { cpuTime, parseRow } from './rows.ts';

type WorkerRow = Omit<WorkerRecord, 'ledger'> &
  Record<`${(typeof ledgerAccounts)[number]}_${'user' | 'system'}_us`, number | null>;

export function workerReader(connection: Connection) {
  return {
    workersOf(runId: string): WorkerRecord[] {
      const rows = connection
        .statement<WorkerRow>('SELECT * FROM workers WHERE run_id = ? ORDER BY started_us, slot')
        .all([runId]);
      return rows.map((row) => {
        const accounts = ledgerAccounts.map((name) => [name, cpuTime(row[`${name}_user_us`], row[`${name}_system_us`])]);
        return parseRow(connection.file, workerRecordSchema, { ...row, ledger: Object.fromEntries(accounts) });
      });
    },

    /** Every signal of a run, by time. */
    signalsOf(runId: string): Signal[] {
      return connection
        .statement<Signal>('SELECT time_us, name, value FROM signals WHERE run_id = ? ORDER BY time_us, name')
        .all([runId]);
    },
  };
}
