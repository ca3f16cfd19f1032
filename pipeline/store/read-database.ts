/** The database as a file: how large it is, and what shape its tables have. */
import { statSync } from 'node:fs';
import type { Connection } from './connection.ts';
import { schemaVersion } from './migrate.ts';

export function databaseReader(connection: Connection) {
  return {
    describe: () => ({
      file: connection.file,
      /** With what has not been folded back into it. */
      bytes: [connection.file, `${connection.file}-wal`].reduce(
        (sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0),
        0,
      ),
      schema_version: Number(connection.pragma('user_version')),
      known_version: schemaVersion,
      runs: connection.statement<{ runs: number }>('SELECT count(*) AS runs FROM runs').get()?.runs ?? 0,
    }),
  };
}
