/** The form of a connection: texts as they are typed, and the target that they make. */
import { listed } from '../../../pipeline/analysis/comparison/words.ts';
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

const parse = ({ ca_file, port, ...texts }: TargetDraft, known: PostgresTarget | null) =>
  postgresTargetSchema.safeParse({
    ...(known ?? {}),
    ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.trim()])),
    port: port.trim() === '' ? Number.NaN : Number(port),
    ca_file: ca_file.trim() === '' ? null : ca_file.trim(),
  });

/** Null while something is missing or cannot be. `known`: what the form does not show stays as it was. */
export const targetOf = (draft: TargetDraft, known: PostgresTarget | null): PostgresTarget | null =>
  parse(draft, known).data ?? null;

/** What is to be filled in or mended before there is a target; null where there is one. */
export function targetProblem(draft: TargetDraft): string | null {
  const missing = (['host', 'database', 'user'] as const).filter((name) => draft[name].trim() === '');
  if (missing.length > 0) return `Fill in ${listed(missing)}.`;
  const parsed = parse(draft, null);
  if (parsed.success) return null;
  const refused = String(parsed.error.issues[0]?.path[0]);
  if (refused === 'port') {
    const typed = draft.port.trim();
    return `${typed === '' ? 'Nothing' : `“${typed}”`} is no port: give a whole number from 1 to 65535.`;
  }
  if (refused === 'schema' && draft.schema.trim() === '') return 'Fill in the schema; mostly it is public.';
  return `The ${refused} is longer than a server takes.`;
}
