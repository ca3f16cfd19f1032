/** What is kept of a run beside its jobs: its worker processes with their CPU ledger, and its signals over time. */

import { BenchError } from '../contract/errors.ts';
import type { WorkerLedger } from '../contract/run.ts';
import type { Signal } from '../contract/signals.ts';
import { insertInto, ledgerAccounts } from './columns.ts';
import type { Bindable, Connection } from './connection.ts';

export interface NewWorker {
  readonly id: string;
  readonly run_id: string;
  /** Which of the pool's places it fills; a respawned worker takes its predecessor's. */
  readonly slot: number;
  readonly pid: number;
  readonly started_us: number;
  /** Null: the engine's own machine. */
  readonly host?: string | null;
}

export interface EndedWorker {
  readonly id: string;
  readonly ended_us: number;
  /** `done`, or why it ended: `exit 134`, `SIGKILL`, `timeout` … */
  readonly exit_reason: string;
  readonly ledger: WorkerLedger;
}

export function workerWriter(connection: Connection) {
  return {
    workerStarted(worker: NewWorker): void {
      connection
        .statement(insertInto('workers', ['id', 'run_id', 'slot', 'pid', 'started_us', 'host']))
        .run({ host: null, ...worker });
    },

    workerEnded(worker: EndedWorker): void {
      const accounts = ledgerAccounts.map(
        (account) => `${account}_user_us = @${account}_user_us,
        ${account}_system_us = @${account}_system_us`,
      );
      const values: Record<string, Bindable> = {
        id: worker.id,
        ended_us: worker.ended_us,
        exit_reason: worker.exit_reason,
      };
      for (const account of ledgerAccounts) {
        values[`${account}_user_us`] = worker.ledger[account]?.user_us ?? null;
        values[`${account}_system_us`] = worker.ledger[account]?.system_us ?? null;
      }
      const changed = connection
        .statement(`UPDATE workers SET ended_us = @ended_us, exit_reason = @exit_reason, ${accounts.join(', ')} WHERE id = @id`)
        .run(values);
      if (changed !== 1) throw new BenchError('internal', { reason: `there is no worker ${worker.id}` });
    },

    /** A signal measured twice at one moment keeps its last value. */
    recordSignals(runId: string, signals: readonly Signal[]): void {
      const insert = `${insertInto('signals', ['run_id', 'time_us', 'name', 'value'])}
        ON CONFLICT DO UPDATE SET value = excluded.value`;
      connection.transaction(() => {
        for (const signal of signals) connection.statement(insert).run({ ...signal, run_id: runId });
      });
    },
  };
}
