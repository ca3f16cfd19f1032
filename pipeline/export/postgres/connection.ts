/**
 * One connection to the server. Everything that reaches it goes through here, so whatever it throws leaves as a `BenchError`.
 *
 * A pooler in transaction mode gives each transaction another session, so nothing is kept in a session: settings are LOCAL,
 * statements have no names, temporary tables end with their transaction.
 */
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { type ConnectionOptions, TLSSocket } from 'node:tls';
import { Client, type ClientConfig, type QueryResultRow } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { BenchError, reasonOf } from '../../contract/errors.ts';
import type { PostgresTarget } from '../../contract/postgres.ts';
import type { Secret } from './secret.ts';
import { type TranslateContext, translate } from './translate.ts';

/** So much longer than the server's own limit we wait: for a line that went dead without a word. */
const DEAD_LINE_SECONDS = 15;

/**
 * What is read is looked up by ids: a scan of the whole table, which the planner likes for ten thousand of them, would grow with
 * all that production holds, and take its other cores as well.
 */
const byIndex = ['SET LOCAL enable_seqscan = off', 'SET LOCAL max_parallel_workers_per_gather = 0'];

export interface ConnectOptions {
  readonly target: PostgresTarget;
  readonly password: Secret | null;
  /** Its abort ends the connection; the server then takes back what was not committed. */
  readonly signal: AbortSignal;
}

export class PostgresConnection {
  readonly target: PostgresTarget;
  readonly #client: Client;
  readonly #password: Secret | null;
  readonly #signal: AbortSignal;
  readonly #onAbort = () => void this.close();
  #connected = false;

  private constructor({ target, password, signal }: ConnectOptions, options: ClientConfig) {
    this.target = target;
    this.#password = password;
    this.#signal = signal;
    this.#client = new Client(options);
    // A line that breaks while nothing is asked; the next question says so.
    this.#client.on('error', () => undefined);
  }

  /** @throws BenchError `postgres.*` of connecting, `postgres.bad_file`, `call.cancelled` */
  static async open(options: ConnectOptions): Promise<PostgresConnection> {
    const connection = new PostgresConnection(options, await clientOptions(options.target, options.password));
    options.signal.addEventListener('abort', connection.#onAbort, { once: true });
    try {
      await connection.#guarded(() => connection.#client.connect());
      connection.#connected = true;
      return connection;
    } catch (thrown) {
      await connection.close();
      throw thrown;
    }
  }

  /** `TLSv1.3` or the like; null without TLS. */
  get tlsProtocol(): string | null {
    const { stream } = (this.#client as unknown as { connection: { stream: unknown } }).connection;
    return stream instanceof TLSSocket ? stream.getProtocol() : null;
  }

  /** One statement; its values are parameters. */
  async query<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.#guarded(() => this.#client.query<Row>(text, [...values]))).rows;
  }

  /** Several statements in one go; how many rows each touched. */
  async execute(...statements: readonly string[]): Promise<number[]> {
    const results = await this.#guarded(() => this.#client.query(statements.join(';\n')));
    return [results].flat().map(({ rowCount }) => rowCount ?? 0);
  }

  /** @param text a COPY … FROM STDIN */
  copyIn(text: string, bytes: Buffer): Promise<void> {
    return this.#guarded(
      () =>
        new Promise<void>((resolve, reject) => {
          const stream = this.#client.query(copyFrom(text));
          stream.on('finish', resolve).on('error', reject);
          stream.end(bytes);
        }),
    );
  }

  /** Works in one transaction that is read only, so that nothing can be written by mistake. */
  async reading<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.begin('READ ONLY', ...byIndex);
    const result = await work();
    await this.execute('ROLLBACK');
    return result;
  }

  async begin(mode: 'READ ONLY' | '', ...more: readonly string[]): Promise<void> {
    const timeout = Math.round(this.target.statement_timeout_seconds * 1000);
    await this.execute(
      `BEGIN ISOLATION LEVEL READ COMMITTED ${mode}`,
      `SET LOCAL statement_timeout = ${timeout}`,
      `SET LOCAL idle_in_transaction_session_timeout = ${timeout}`,
      // What is quoted later is quoted for it.
      'SET LOCAL standard_conforming_strings = on',
      ...more,
    );
  }

  /** At once; what was not committed is taken back by the server. */
  async close(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#onAbort);
    await this.#client.end().catch(() => undefined);
  }

  async #guarded<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      this.#signal.throwIfAborted();
      return await work();
    } catch (thrown) {
      if (this.#signal.aborted) throw new BenchError('call.cancelled');
      throw translate(thrown, this.#context());
    }
  }

  #context(): TranslateContext {
    return { target: this.target, password: this.#password, connected: this.#connected };
  }
}

/** @throws BenchError `postgres.bad_file` */
export async function clientOptions(target: PostgresTarget, password: Secret | null): Promise<ClientConfig> {
  return {
    host: target.host,
    port: target.port,
    database: target.database,
    user: target.user,
    // Not given, `pg` looks into PGPASSWORD and ~/.pgpass, as psql does.
    ...(password === null ? {} : { password: password.reveal() }),
    ssl: await tlsOptions(target),
    application_name: 'rythmiq-bench',
    connectionTimeoutMillis: target.connect_timeout_seconds * 1000,
    query_timeout: (target.statement_timeout_seconds + DEAD_LINE_SECONDS) * 1000,
    keepAlive: true,
  };
}

async function tlsOptions(target: PostgresTarget): Promise<ConnectionOptions | false> {
  if (target.tls === 'disable') return false;
  const [ca, cert, key] = await Promise.all([
    pem(target.ca_file, "the authority's certificate"),
    pem(target.client_cert_file, 'the client certificate'),
    pem(target.client_key_file, 'its key'),
  ]);
  return {
    ...(ca === null ? {} : { ca }),
    ...(cert === null || key === null ? {} : { cert, key }),
    minVersion: 'TLSv1.2',
    rejectUnauthorized: target.tls !== 'require',
    // The chain was checked by then; this is the host name alone.
    ...(target.tls === 'verify-ca' ? { checkServerIdentity: () => undefined } : {}),
  };
}

const pem = async (file: string | null, what: string): Promise<string | null> =>
  file === null
    ? null
    : readFile(file.replace(/^~(?=\/)/, userInfo().homedir), 'utf8').catch((thrown: unknown) => {
        throw new BenchError('postgres.bad_file', { file, reason: reasonOf(thrown), what });
      });
