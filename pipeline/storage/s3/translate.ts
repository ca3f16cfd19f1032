/**
 * Names what went wrong between us and an S3 server. Of the server's own words only the name of its error is passed on: its
 * sentences may hold keys and signatures.
 */
import { BenchError, type ErrorCode, reasonOf, systemCodeOf } from '../../contract/errors.ts';
import { ATTEMPTS, endpointName } from './client.ts';

export interface Attempted {
  readonly bucket: string;
  /** In a phrase: `read scans/a.jpg`. */
  readonly what: string;
}

const byName: Readonly<Record<string, ErrorCode>> = {
  NoSuchBucket: 's3.no_bucket',
  AccessDenied: 's3.denied',
  AllAccessDisabled: 's3.denied',
  SignatureDoesNotMatch: 's3.login',
  InvalidAccessKeyId: 's3.login',
  InvalidToken: 's3.login',
  ExpiredToken: 's3.login',
  TokenRefreshRequired: 's3.login',
  CredentialsProviderError: 's3.no_credentials',
  AuthorizationHeaderMalformed: 's3.wrong_region',
  PermanentRedirect: 's3.wrong_region',
  IllegalLocationConstraintException: 's3.wrong_region',
  RequestTimeTooSkewed: 's3.clock',
  RequestExpired: 's3.clock',
  SlowDown: 's3.throttled',
  ServiceUnavailable: 's3.throttled',
  Throttling: 's3.throttled',
  ThrottlingException: 's3.throttled',
  TooManyRequests: 's3.throttled',
  TooManyRequestsException: 's3.throttled',
  QuotaExceeded: 's3.full',
  EntityTooLarge: 's3.full',
  InsufficientStorage: 's3.full',
};

/** Of answers that have no body to name them by, as those to HEAD. */
const byStatus: Readonly<Record<number, ErrorCode>> = {
  301: 's3.wrong_region',
  401: 's3.login',
  403: 's3.denied',
  429: 's3.throttled',
  503: 's3.throttled',
  507: 's3.full',
};

const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']);
const lost = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE', 'ETIMEDOUT']);
const isTls = (code: string): boolean =>
  /^(EPROTO|CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/.test(code);

interface ServerError {
  readonly name: string;
  readonly status: number | undefined;
}

function serverError(thrown: unknown): ServerError {
  if (!(thrown instanceof Error)) return { name: '', status: undefined };
  const { $metadata: metadata } = thrown as { $metadata?: { httpStatusCode?: number } };
  return { name: thrown.name, status: metadata?.httpStatusCode };
}

export const isNotThere = (thrown: unknown): boolean => {
  const { name, status } = serverError(thrown);
  return name === 'NoSuchKey' || name === 'NotFound' || (status === 404 && name !== 'NoSuchBucket');
};

/** An answer to `If-Match`: the object is there and is another one. */
export const isChanged = (thrown: unknown): boolean => {
  const { name, status } = serverError(thrown);
  return status === 412 || name === 'PreconditionFailed';
};

/** The connection broke while an answer came in: the library tries no more by then. */
export const isLost = (thrown: unknown): boolean => {
  const { name } = serverError(thrown);
  return (
    lost.has(systemCodeOf(thrown) ?? '') || name === 'TimeoutError' || (thrown instanceof Error && thrown.message === 'aborted')
  );
};

export function translateS3Error(thrown: unknown, { bucket, what }: Attempted): BenchError {
  if (thrown instanceof BenchError) return thrown;
  const { name, status } = serverError(thrown);
  const system = systemCodeOf(thrown) ?? '';
  const details = { endpoint: endpointName(), bucket, what, attempts: ATTEMPTS };
  const make = (code: ErrorCode, reason: string) => new BenchError(code, { ...details, reason }, { cause: thrown });
  if (unreachable.has(system)) return make('s3.unreachable', system);
  if (isTls(system)) return make('s3.tls', system);
  if (name === 'TimeoutError' && status === undefined) return make('s3.unreachable', 'it does not answer in time');
  const code = byName[name] ?? (status === undefined ? undefined : byStatus[status]);
  if (code !== undefined) return make(code, name === 'Unknown' || name === 'UnknownError' ? `status ${status}` : name);
  if (isLost(thrown)) return make('s3.lost', system || 'it was closed');
  return make('s3.failed', status === undefined ? reasonOf(thrown) : `${name}, status ${status}`);
}
