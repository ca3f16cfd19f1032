/**
 * Writes the row of each job as it ends, through a pool of connections as a service in production has one: what a load test
 * watches running dry. A push of the run later finds the same rows, by their ids.
 */
import { Pool } from 'pg';
import { BenchError } from '../../contract/errors.ts';
import type { PostgresTarget } from '../../contract/postgres.ts';
import type { CpuMetricsRow } from '../../contract/run.ts';
import { cpuMetricsColumns } from '../../store/columns.ts';
import { columnList, quoted } from './columns.ts';
import { clientOptions } from './connection.ts';
import { Secret } from './secret.ts';
import { translate } from './translate.ts';

export interface PoolRequest {
  readonly target: PostgresTarget;
  readonly password: string | null;
  readonly connections: number;
}

export class MetricsPool {
  readonly #pool: Pool;
  readonly #size: number;
  readonly #insert: string;
  readonly #underWay = new Set<Promise<void>>();
  readonly #translate: (thrown: unknown) => BenchError;
  #written = 0;
  #failed = 0;
  #firstFailure: BenchError | null = null;

  private constructor(pool: Pool, { target, password, connections }: PoolRequest) {
    this.#pool = pool;
    this.#size = connections;
    const secret = password === null ? null : new Secret(password);
    this.#translate = (thrown) => BenchError.wrap(translate(thrown, { target, password: secret, connected: true }));
    const schema = quoted(target.schema);
    const values = cpuMetricsColumns.map((_, index) => `$${index + 1}`).join(', ');
    const job = `$${cpuMetricsColumns.indexOf('job_id') + 1}`;
    this.#insert = `WITH job AS (INSERT INTO ${schema}.jobs (id) VALUES (${job}) ON CONFLICT DO NOTHING)
      INSERT INTO ${schema}.cpu_metrics (${columnList()}) VALUES (${values}) ON CONFLICT (id) DO NOTHING`;
  }

  /** @throws BenchError `postgres.*` when the server or the table cannot be had */
  static async open(request: PoolRequest): Promise<MetricsPool> {
    const { target, password, connections } = request;
    const secret = password === null ? null : new Secret(password);
    const pool = new Pool({ ...(await clientOptions(target, secret)), max: connections });
    // A connection that breaks while it rests is replaced by the next that is wanted.
    pool.on('error', () => undefined);
    try {
      await pool.query(`SELECT ${columnList()} FROM ${quoted(target.schema)}.cpu_metrics LIMIT 0`);
    } catch (thrown) {
      await pool.end().catch(() => undefined);
      throw translate(thrown, { target, password: secret, connected: false });
    }
    return new MetricsPool(pool, request);
  }

  /** Connections that a row would not have to wait for. */
  get free(): number {
    const { totalCount, idleCount, waitingCount } = this.#pool;
    return waitingCount > 0 ? 0 : this.#size - (totalCount - idleCount);
  }

  get counts(): { readonly written: number; readonly failed: number; readonly first: BenchError | null } {
    return { written: this.#written, failed: this.#failed, first: this.#firstFailure };
  }

  /** Returns at once; what fails is counted, and the row can still be pushed. */
  write(row: CpuMetricsRow): void {
    const writing = this.#pool
      .query(
        this.#insert,
        cpuMetricsColumns.map((column) => row[column]),
      )
      .then(
        () => {
          this.#written += 1;
        },
        (thrown: unknown) => {
          this.#failed += 1;
          this.#firstFailure ??= this.#translate(thrown);
        },
      )
      .finally(() => this.#underWay.delete(writing));
    this.#underWay.add(writing);
  }

  async close(): Promise<void> {
    await Promise.all(this.#underWay);
    await this.#pool.end().catch(() => undefined);
  }
}
