/**
 * Holds what the server has against what was sent, batch by batch, on a connection of its own while the next ones are sent;
 * where the server grants no second connection, on the first after all is sent.
 */
import { createHash } from 'node:crypto';
import { BenchError } from '../../contract/errors.ts';
import { difference, serverRows } from './compare-rows.ts';
import type { PostgresConnection } from './connection.ts';
import type { RunSource, Window } from './source.ts';

/** A batch that the server should hold by now. */
export interface SentWindow extends Window {
  readonly rows: number;
  readonly checksum: string;
  /** By this push; else the server's ledger vouches for it. */
  readonly isSent: boolean;
}

interface Found {
  missing: number;
  vanished: number;
  different: number;
  first: string;
}

export class Comparison {
  readonly #connection: PostgresConnection;
  readonly #step: (rows: number) => void;
  readonly #sums = new Map<string, ReturnType<typeof createHash>>();
  readonly #found = new Map<string, Found>();
  /** What was added so far, one after the other. */
  #done: Promise<void>;

  /** @param begin when the connection is free */
  constructor(connection: PostgresConnection, begin: Promise<void>, step: (rows: number) => void) {
    this.#connection = connection;
    this.#step = step;
    this.#done = begin;
  }

  add(source: RunSource, window: SentWindow): void {
    const sum = this.#sums.get(source.run) ?? createHash('sha256');
    this.#sums.set(source.run, sum.update(window.checksum));
    this.#done = this.#done.then(() => this.#compare(source, window));
    // Told by `checksums`, and not to the process as an error that nobody handles.
    this.#done.catch(() => undefined);
  }

  /**
   * Of each run, the same on both sides; when all is compared.
   * @throws BenchError `postgres.rows_differ`, `postgres.rows_vanished`, `postgres.rows_missing`, and of the connection
   */
  async checksums(): Promise<ReadonlyMap<string, string>> {
    await this.#done;
    const table = `${this.#connection.target.schema}.cpu_metrics`;
    for (const [run, { different, first }] of this.#found)
      if (different > 0) throw new BenchError('postgres.rows_differ', { count: different, run, table, first });
    for (const [run, { vanished }] of this.#found)
      if (vanished > 0) throw new BenchError('postgres.rows_vanished', { count: vanished, run, table });
    for (const [run, { missing }] of this.#found)
      if (missing > 0) throw new BenchError('postgres.rows_missing', { count: missing, run, table });
    return new Map([...this.#sums].map(([run, sum]) => [run, sum.digest('hex')]));
  }

  async #compare(source: RunSource, window: SentWindow): Promise<void> {
    await this.#connection.reading(async () => {
      const there = await serverRows(this.#connection, source.ids(window));
      if (there.checksum === window.checksum) return;
      const { missing, different, first } = await difference(this.#connection, source, window);
      const found = this.#found.get(source.run) ?? { missing: 0, vanished: 0, different: 0, first: '' };
      this.#found.set(source.run, {
        missing: found.missing + (window.isSent ? 0 : missing),
        vanished: found.vanished + (window.isSent ? missing : 0),
        different: found.different + different,
        first: found.first || (first ?? ''),
      });
    });
    this.#step(window.rows);
  }
}
