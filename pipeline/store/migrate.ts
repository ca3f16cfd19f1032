/**
 * Brings a file to the newest schema. Each migration is one transaction together with the version it leads to, so a file is
 * always at exactly one version, whenever the process ends.
 */
import type { Connection } from './connection.ts';
import { migrations } from './migrations/index.ts';

/** 'RBen': tells our files from other SQLite files. */
export const applicationId = 0x5242656e;

export const schemaVersion = migrations.length;

export function migrate(connection: Connection, steps: readonly string[] = migrations): void {
  for (const [version, sql] of steps.entries()) {
    connection.transaction(() => {
      // Asked inside the transaction: another process may be migrating the same file.
      if (Number(connection.pragma('user_version')) !== version) return;
      connection.execute(sql);
      connection.pragma(`application_id = ${applicationId}`);
      connection.pragma(`user_version = ${version + 1}`);
    });
  }
}
