/** The form of a connection: texts as they are typed, and the target that they make. */
import { type PostgresTarget, postgresTargetSchema, type TlsMode } from '../../../pipeline/contract/postgres.ts';

export interface TargetDraft {
  readonly host: string;
  readonly port: string;
  readonly database: string;
  readonly user: string;
  readonly schema: string;
  readonly tls: TlsMode;
  readonly ca_file: string;
}

export const emptyDraft: TargetDraft = {
  host: '',
  port: '5432',
  database: '',
  user: '',
  schema: 'public',
  tls: 'verify-full',
  ca_file: '',
};

export const draftOf = (target: PostgresTarget): TargetDraft => ({
  host: target.host,
  port: String(target.port),
  database: target.database,
  user: target.user,
  schema: target.schema,
  tls: target.tls,
  ca_file: target.ca_file ?? '',
});

/** Null while something is missing or cannot be. `known`: what the form does not show stays as it was. */
export function targetOf(draft: TargetDraft, known: PostgresTarget | null): PostgresTarget | null {
  const { ca_file, port, ...texts } = draft;
  const trimmed = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.trim()]));
  const parsed = postgresTargetSchema.safeParse({
    ...(known ?? {}),
    ...trimmed,
    port: port.trim() === '' ? Number.NaN : Number(port),
    ca_file: ca_file.trim() === '' ? null : ca_file.trim(),
  });
  return parsed.data ?? null;
}
