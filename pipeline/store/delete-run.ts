/**
 * Deletes a run with everything that hangs on it, and the documents that no other run uses, in one transaction. Files are not
 * the store's: it answers which folder held the run's outputs, for the caller to remove after the rows are gone.
 */
import type { Connection } from './connection.ts';
import { type IsAlive, refuseActive } from './owner.ts';

export interface DeletedRun {
  readonly jobs: number;
  /** Folders of outputs that no run that is left refers to. */
  readonly output_folders: readonly string[];
}

/** @throws BenchError `run.active`, `run.not_found` */
export function deleteRun(connection: Connection, runId: string, isAlive: IsAlive): DeletedRun {
  return connection.transaction(() => {
    refuseActive(connection, runId, isAlive);
    const run = connection
      .statement<{ output_folder: string | null }>('SELECT output_folder FROM runs WHERE id = ?')
      .get([runId]);

    const documents = connection
      .statement<{ document_id: number }>('SELECT DISTINCT document_id FROM jobs WHERE run_id = ?')
      .all([runId]);
    // The report's reference has no cascade, so its rows go before their jobs.
    connection.statement('DELETE FROM cpu_metrics WHERE job_id IN (SELECT id FROM jobs WHERE run_id = ?)').run([runId]);
    const jobs = connection.statement('DELETE FROM jobs WHERE run_id = ?').run([runId]);
    connection.statement('DELETE FROM runs WHERE id = ?').run([runId]);
    const deleteUnused = connection.statement(
      'DELETE FROM documents WHERE id = ? AND NOT EXISTS (SELECT 1 FROM jobs WHERE document_id = documents.id)',
    );
    for (const { document_id } of documents) deleteUnused.run([document_id]);

    const folder = run?.output_folder ?? null;
    if (folder === null) return { jobs, output_folders: [] };
    const shared = connection.statement('SELECT 1 FROM runs WHERE output_folder = ? LIMIT 1').get([folder]);
    return { jobs, output_folders: shared === undefined ? [folder] : [] };
  });
}
