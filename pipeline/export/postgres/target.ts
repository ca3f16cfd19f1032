/**
 * Which server: from a URL, or from parts. A URL is taken apart here and never handed on: `pg` would let what stands in it
 * override how TLS is verified, and would read files that it names.
 */
import { isIPv6 } from 'node:net';
import { BenchError } from '../../contract/errors.ts';
import { type PostgresTarget, postgresTargetSchema } from '../../contract/postgres.ts';
import { Secret } from './secret.ts';

export interface NamedTarget {
  readonly target: PostgresTarget;
  /** Null: none was given; the server may need none, or ~/.pgpass has it. */
  readonly password: Secret | null;
  /** What was read otherwise than it may have been meant. */
  readonly remarks: readonly string[];
}

/** What a person says beside the URL, or instead of it; wins over the URL. */
export type TargetParts = Partial<PostgresTarget>;

/** libpq's modes that verify less than `verify-full`. */
const weakModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca'];

/** Whether a text means to be one; it may still be a bad one. */
export const isPostgresUrl = (text: string): boolean => /^postgres(ql)?:\/\//.test(text.trim());

/** @throws BenchError `postgres.bad_url`, whose sentence holds nothing of the URL */
export function targetFromUrl(text: string, parts: TargetParts = {}): NamedTarget {
  const url = parsedUrl(text);
  const remarks: string[] = [];
  const query = url.searchParams;
  const asked = query.get('sslmode');
  if (asked !== null && asked !== 'verify-full' && parts.tls === undefined) {
    if (!weakModes.includes(asked)) throw badUrl('its sslmode is none');
    remarks.push(`The URL says sslmode=${asked}; the server is verified in full all the same (--tls chooses otherwise).`);
  }
  const unused = [...query.keys()].filter((name) => !readParameters.includes(name));
  if (unused.length > 0) remarks.push(`Not used of the URL: ${[...new Set(unused)].join(', ')}.`);

  const host = query.get('host') ?? bare(decoded(url.hostname === NO_HOST ? '' : url.hostname));
  if (host.includes(',')) throw badUrl('it names several hosts; name one');
  const rootCertificate = query.get('sslrootcert');
  const inUrl = {
    host,
    port: numberOf(query.get('port') ?? url.port),
    database: query.get('dbname') ?? decoded(url.pathname.slice(1)),
    user: query.get('user') ?? decoded(url.username),
    ca_file: rootCertificate === 'system' ? undefined : (rootCertificate ?? undefined),
    client_cert_file: query.get('sslcert') ?? undefined,
    client_key_file: query.get('sslkey') ?? undefined,
    connect_timeout_seconds: numberOf(query.get('connect_timeout') ?? ''),
  };
  const password = query.get('password') ?? decoded(url.password);
  const given = { ...defined(inUrl), ...defined(parts) };
  return { ...fromParts(given), password: password === '' ? null : new Secret(password), remarks };
}

/** @throws BenchError `postgres.no_target`, `postgres.bad_url` */
export function targetFromParts(parts: TargetParts, password: Secret | null): NamedTarget {
  if (parts.host === undefined) throw new BenchError('postgres.no_target');
  return { ...fromParts(parts), password, remarks: [] };
}

function fromParts(parts: TargetParts): { readonly target: PostgresTarget } {
  const isSocket = parts.host?.startsWith('/') ?? false;
  // A local socket has no TLS and needs none.
  const parsed = postgresTargetSchema.safeParse(isSocket ? { ...parts, tls: 'disable' } : parts);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const what = String(issue?.path[0] ?? 'it');
    throw badUrl(what in parts ? `${what}: ${issue?.message}` : `it names no ${what}`);
  }
  const { client_cert_file, client_key_file } = parsed.data;
  if ((client_cert_file === null) !== (client_key_file === null))
    throw badUrl('a client certificate needs its key, and a key its certificate');
  return { target: parsed.data };
}

const readParameters = [
  'host',
  'port',
  'dbname',
  'user',
  'password',
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'connect_timeout',
  'application_name',
];

function parsedUrl(text: string): URL {
  const trimmed = text.trim();
  if (!isPostgresUrl(trimmed)) throw badUrl('it does not begin with postgresql://');
  try {
    // libpq lets the host be empty beside a user (a socket is named by ?host=); `URL` does not.
    return new URL(trimmed.replace(/^(\w+:\/\/[^/?#]*@)(?=[/?#]|$)/, `$1${NO_HOST}`));
  } catch {
    // The reason of `URL` would repeat the text, password and all.
    throw badUrl('it cannot be taken apart');
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badUrl('a % in it is no percent-encoding');
  }
}

const bare = (host: string): string => {
  const inside = host.replace(/^\[(.*)\]$/, '$1');
  return isIPv6(inside) ? inside : host;
};

/** Reserved (RFC 2606): nobody's name. */
const NO_HOST = 'unnamed.invalid';

const numberOf = (text: string): number | undefined => (text === '' ? undefined : Number(text));

const defined = (parts: { readonly [Name in keyof PostgresTarget]?: PostgresTarget[Name] | undefined }): TargetParts =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined && part !== ''));

const badUrl = (reason: string): BenchError => new BenchError('postgres.bad_url', { reason });
