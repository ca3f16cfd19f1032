/**
 * One open SQLite database. Everything that reaches SQLite goes through here: statements are prepared once, and whatever
 * SQLite throws leaves as a `BenchError`.
 *
 * Long reads are paged by their callers (see `read-metrics.ts`) rather than iterated: an open cursor would block every
 * write on the connection and keep the write-ahead log from being folded back.
 */
import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { BenchError } from '../contract/errors.ts';
import { type StoreMode, translate } from './translate.ts';

export type Bindable = string | number | null;
export type Parameters = readonly Bindable[] | Readonly<Record<string, Bindable>>;

/** A prepared statement whose rows have the shape `Row`; the SQL, on STRICT tables, is what vouches for it. */
export interface Statement<Row> {
  /** Returns how many rows it changed. */
  run(parameters?: Parameters): number;
  get(parameters?: Parameters): Row | undefined;
  all(parameters?: Parameters): Row[];
}

export interface ConnectionOptions {
  readonly mode: StoreMode;
  /** How long a statement waits for another process's lock. */
  readonly busyTimeoutMs: number;
  /** The file's content, where SQLite cannot open the file itself. */
  readonly bytes?: Buffer;
}

const impatientMs = 200;

function identityOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? '' : `${found.dev} ${found.ino}`;
}

export class Connection {
  readonly file: string;
  readonly mode: StoreMode;
  readonly #database: Database.Database;
  /** Which file was opened: a path may come to mean another. */
  readonly #identity: string;
  readonly #busyTimeoutMs: number;
  #waitsMs: number;
  readonly #statements = new Map<string, Statement<unknown>>();
  readonly #rowStatements = new Map<string, Database.Statement<[Parameters], unknown[]>>();

  constructor(file: string, options: ConnectionOptions) {
    this.file = file;
    this.mode = options.mode;
    this.#database = this.#guarded(
      () => new Database(options.bytes ?? file, { readonly: options.mode === 'read', timeout: options.busyTimeoutMs }),
    );
    this.#identity = identityOf(file);
    this.#busyTimeoutMs = options.busyTimeoutMs;
    this.#waitsMs = options.busyTimeoutMs;
  }

  /** Whether the file was removed or replaced since it was opened; what is written now would be lost. */
  isReplaced(): boolean {
    return identityOf(this.file) !== this.#identity;
  }

  /** The same SQL gives the same statement. */
  statement<Row = unknown>(sql: string): Statement<Row> {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known as Statement<Row>;
    const prepared = this.#guarded(() => this.#database.prepare<[Parameters], Row>(sql));
    const statement: Statement<Row> = {
      run: (parameters = []) => this.#writing(() => prepared.run(parameters).changes),
      get: (parameters = []) => this.#guarded(() => prepared.get(parameters)),
      all: (parameters = []) => this.#guarded(() => prepared.all(parameters)),
    };
    this.#statements.set(sql, statement);
    return statement;
  }

  /** All rows as arrays, for the reads of many: they take half the time of objects. Prepared once, like the others. */
  rows<Row extends readonly unknown[]>(sql: string, parameters: Parameters): Row[] {
    return this.#guarded(() => {
      const known = this.#rowStatements.get(sql);
      const prepared = known ?? this.#database.prepare<[Parameters], unknown[]>(sql).raw();
      if (known === undefined) this.#rowStatements.set(sql, prepared);
      return prepared.all(parameters) as unknown as Row[];
    });
  }

  /** Several statements at once, without parameters. */
  execute(sql: string): void {
    this.#guarded(() => this.#database.exec(sql));
  }

  /** Sets or asks a pragma; its first value. */
  pragma(source: string): unknown {
    return this.#guarded(() => this.#database.pragma(source, { simple: true }));
  }

  /**
   * Runs `work` in one transaction: all of it is on the disk when this returns, or none of it after an error. The lock is
   * taken at once, so a transaction never fails half-way because another writer came first. Transactions nest.
   */
  transaction<Result>(work: () => Result): Result {
    return this.#writing(() => this.#database.transaction(work).immediate());
  }

  close(): void {
    this.#statements.clear();
    this.#rowStatements.clear();
    this.#guarded(() => this.#database.close());
  }

  /**
   * Who has waited for a lock in vain has little patience until he gets it: what a run still has to write when it gives up would
   * else be waited for again, piece by piece, for minutes.
   */
  #writing<Result>(work: () => Result): Result {
    try {
      const result = this.#guarded(work);
      this.#waitFor(this.#busyTimeoutMs);
      return result;
    } catch (thrown) {
      if (thrown instanceof BenchError && thrown.code === 'store.locked')
        this.#waitFor(Math.min(this.#busyTimeoutMs, impatientMs));
      throw thrown;
    }
  }

  #waitFor(milliseconds: number): void {
    if (milliseconds === this.#waitsMs) return;
    this.#waitsMs = milliseconds;
    this.#database.pragma(`busy_timeout = ${milliseconds}`);
  }

  #guarded<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (thrown) {
      throw translate(thrown, this.file, this.mode);
    }
  }
}
