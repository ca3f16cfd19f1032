/** How commands of a trial find the Postgres server of the campaign. */
import { type PostgresServer, superuser } from '../../../pipeline/export/postgres/testing/server.ts';

export function serverEnvironment(server: PostgresServer | null, database: string): Record<string, string> {
  if (server === null) throw new Error('This activity needs a server.');
  const password = encodeURIComponent(superuser.password);
  return { RBENCH_POSTGRES_URL: `postgresql://${superuser.user}:${password}@127.0.0.1:${server.port}/${database}` };
}
