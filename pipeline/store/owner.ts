/** Who works on a run. At most one process at a time does; a run whose owner died is free to take. */
import { BenchError } from '../contract/errors.ts';
import { type Owner, ownerSchema } from '../contract/run.ts';
import type { Connection } from './connection.ts';
import { json, parseRow } from './rows.ts';

/** Whether the process still lives; how to tell is the caller's business. */
export type IsAlive = (owner: Owner) => boolean;

const ownerColumn = json(ownerSchema.nullable());

/** @throws BenchError `run.not_found` */
export function ownerOf(connection: Connection, runId: string): Owner | null {
  const row = connection.statement<{ owner: string | null }>('SELECT owner FROM runs WHERE id = ?').get([runId]);
  if (row === undefined) throw new BenchError('run.not_found', { run: runId });
  return parseRow(connection.file, ownerColumn, row.owner);
}

/** @throws BenchError `run.active` while a living process works on it, `run.not_found` */
export function refuseActive(connection: Connection, runId: string, isAlive: IsAlive): void {
  const owner = ownerOf(connection, runId);
  if (owner !== null && isAlive(owner)) throw new BenchError('run.active', { run: runId, pid: owner.pid });
}
