/**
 * The connection to an S3 server. Keys, region and endpoint come from where every program of AWS takes them: `AWS_*` variables, the
 * files in `~/.aws`, the machine's role. They are no settings and no arguments, so they are in no list of processes, no database
 * and no log. The library is loaded when the first object is wanted.
 */
import type { S3Client } from '@aws-sdk/client-s3';

export type S3 = typeof import('@aws-sdk/client-s3');

export interface S3Connection {
  readonly library: S3;
  readonly client: S3Client;
}

/** Tries of one call, the first included; between them the library waits, longer each time. */
export const ATTEMPTS = 4;
const CONNECT_MS = 10_000;
/** Until the head of an answer is there. */
const ANSWER_MS = 30_000;
/** A server with an endpoint of its own seldom looks at the region; this is what most expect. */
const USUAL_REGION = 'us-east-1';

const own = (): string | undefined => process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL;

/** What is named in sentences and kept with a run: host and port, never what may stand before an `@`. */
export function endpointName(): string {
  const endpoint = own();
  if (endpoint === undefined) return 'Amazon S3';
  return URL.canParse(endpoint) ? new URL(endpoint).host : 'AWS_ENDPOINT_URL';
}

/** Most servers beside Amazon's know no host for each bucket; `RBENCH_S3_PATH_STYLE` says otherwise. */
const usesPaths = (): boolean =>
  process.env.RBENCH_S3_PATH_STYLE === undefined ? own() !== undefined : process.env.RBENCH_S3_PATH_STYLE === 'true';

let loading: Promise<S3Connection> | null = null;
let loaded: S3Connection | null = null;

export const isConnected = (): boolean => loaded !== null;

/** One for the process, whatever number of places it works with. */
export function connectS3(): Promise<S3Connection> {
  loading ??= connect().catch((thrown: unknown) => {
    loading = null;
    throw thrown;
  });
  return loading;
}

async function connect(): Promise<S3Connection> {
  const library = await import('@aws-sdk/client-s3');
  const options = {
    maxAttempts: ATTEMPTS,
    forcePathStyle: usesPaths(),
    // Older servers refuse the checksums that Amazon's added; what is put is checked by its MD5.
    requestChecksumCalculation: 'WHEN_REQUIRED' as const,
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS, throwOnRequestTimeout: true },
  };
  const client = new library.S3Client(options);
  const knowsRegion = await client.config.region().then(
    () => true,
    () => false,
  );
  const region = process.env.AWS_DEFAULT_REGION ?? USUAL_REGION;
  loaded = { library, client: knowsRegion ? client : new library.S3Client({ ...options, region }) };
  return loaded;
}
