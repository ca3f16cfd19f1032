/**
 * The one place where what `pg`, the network or TLS throw becomes an error of ours.
 */
import { DatabaseError } from 'pg';
import { BenchError, type ErrorCode, reasonOf, systemCodeOf } from '../../contract/errors.ts';
import type { PostgresTarget } from '../../contract/postgres.ts';
import type { Secret } from './secret.ts';

/** By SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html); the first prefix wins. */
const bySqlState: readonly (readonly [prefix: string, code: ErrorCode])[] = [
  ['28', 'postgres.login'],
  ['3D000', 'postgres.no_database'],
  ['53300', 'postgres.too_many_connections'],
  ['53100', 'postgres.full'],
  ['57014', 'postgres.timeout'],
  ['55P03', 'postgres.timeout'],
  ['57P', 'postgres.lost'],
  ['08006', 'postgres.lost'],
  ['25006', 'postgres.standby'],
];

const byTlsCode: Readonly<Record<string, ErrorCode>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'postgres.tls_untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'postgres.tls_untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'postgres.tls_untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'postgres.tls_untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'postgres.tls_untrusted',
  CERT_SIGNATURE_FAILURE: 'postgres.tls_untrusted',
  CERT_UNTRUSTED: 'postgres.tls_untrusted',
  INVALID_PURPOSE: 'postgres.tls_untrusted',
  INVALID_CA: 'postgres.tls_untrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'postgres.tls_wrong_host',
  CERT_HAS_EXPIRED: 'postgres.tls_expired',
  CERT_NOT_YET_VALID: 'postgres.tls_expired',
};

const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT', 'EACCES'];

export interface TranslateContext {
  readonly target: PostgresTarget;
  readonly password: Secret | null;
  /** Whether the server had let us in already. */
  readonly connected: boolean;
}

export const isWeak = (mode: PostgresTarget['tls']): boolean => mode !== 'verify-full';

export const whereOf = ({ host, port }: PostgresTarget): string =>
  host.startsWith('/') ? host : `${host.includes(':') ? `[${host}]` : host}:${port}`;

export function translate(thrown: unknown, { target, password, connected }: TranslateContext): BenchError {
  if (thrown instanceof BenchError) return thrown;
  const scrubbed = password?.scrub(reasonOf(thrown)) ?? reasonOf(thrown);
  const system = systemCodeOf(thrown) ?? '';
  const details = { where: whereOf(target), user: target.user, database: target.database, reason: scrubbed || system };
  // No cause is kept: what a library hangs on its errors is not ours to print.
  const error = (code: ErrorCode, state: string | null = null) => new BenchError(code, { ...details, state });
  if (thrown instanceof DatabaseError) {
    const state = thrown.code ?? '';
    return error(bySqlState.find(([prefix]) => state.startsWith(prefix))?.[1] ?? 'postgres.failed', state);
  }
  const tls = byTlsCode[system];
  if (tls !== undefined) return error(tls);
  if (/does not support SSL/.test(scrubbed)) return error('postgres.plaintext');
  if (/query read timeout/i.test(scrubbed)) return error('postgres.timeout');
  if (connected) return error('postgres.lost');
  if (/^SASL|client password must be/.test(scrubbed)) return error('postgres.login');
  if (unreachable.includes(system) || /timeout|timed out/i.test(scrubbed)) return error('postgres.unreachable');
  if (/SSL|TLS|EPROTO/i.test(`${system} ${scrubbed}`)) return error('postgres.tls_failed');
  return error('postgres.unreachable');
}
