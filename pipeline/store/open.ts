/**
 * Opens the database. For writing: made when absent, brought to the newest schema, durable from then on. For reading: never
 * changed, and a file that a newer version wrote is read as far as it can be, with `notice` saying so.
 *
 * A file that is not ours is left as it was found.
 */
import { accessSync, constants, mkdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { BenchError, systemCodeOf } from '../contract/errors.ts';
import { Connection } from './connection.ts';
import { applicationId, migrate, schemaVersion } from './migrate.ts';
import { type StoreMode, translateSystem } from './translate.ts';

export interface OpenOptions {
  readonly mode: StoreMode;
  /** How long a statement waits for another process before it is `store.locked`. */
  readonly busyTimeoutMs?: number;
  /** Pages kept in memory, at most; less will do for who reads everything once. */
  readonly cacheMegabytes?: number;
}

export interface Opened {
  readonly connection: Connection;
  /** The sentence to show when a newer version wrote the file; else null. */
  readonly notice: string | null;
}

/** Another engine's largest transaction, a new run of a hundred thousand jobs or a deleted one, takes seconds. */
const defaultBusyTimeoutMs = 30_000;
/** Used as needed: the indices of a million jobs. */
const defaultCacheMegabytes = 64;

/** @throws BenchError `store.*` */
export function openConnection(given: string, options: OpenOptions): Opened {
  const file = resolve(given);
  const busyTimeoutMs = options.busyTimeoutMs ?? defaultBusyTimeoutMs;
  if (options.mode === 'write') return openForWriting(file, busyTimeoutMs);
  const opened = openForReading(file, busyTimeoutMs);
  if (options.cacheMegabytes !== undefined) limitCache(opened.connection, options.cacheMegabytes);
  return opened;
}

function openForWriting(file: string, busyTimeoutMs: number): Opened {
  checkWritable(file);
  const connection = new Connection(file, { mode: 'write', busyTimeoutMs });
  return closedOnError(connection, () => {
    const version = versionOf(connection);
    if (version === undefined) throw new BenchError('store.not_a_database', { file });
    if (version > schemaVersion) throw newer(file, version);
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    // macOS: an ordinary fsync leaves the data in the drive's cache.
    connection.pragma('fullfsync = ON');
    connection.pragma('foreign_keys = ON');
    // The log is folded back every 16 MB instead of 4: each fold waits for the disk.
    connection.pragma('wal_autocheckpoint = 4000');
    connection.pragma('journal_size_limit = 67108864');
    configure(connection);
    migrate(connection);
    return { connection, notice: null };
  });
}

function openForReading(file: string, busyTimeoutMs: number): Opened {
  checkReadable(file);
  const connection = connectReadOnly(file, busyTimeoutMs);
  const version = closedOnError(connection, () => {
    configure(connection);
    const found = versionOf(connection);
    if (found === undefined) throw new BenchError('store.not_a_database', { file });
    if (found === 0) throw new BenchError('store.missing', { file });
    return found;
  });
  if (version === schemaVersion) return { connection, notice: null };
  if (version > schemaVersion) return { connection, notice: newer(file, version).message };
  // The readers know one schema only, the newest: an older file is brought there first.
  connection.close();
  openForWriting(file, busyTimeoutMs).connection.close();
  return openForReading(file, busyTimeoutMs);
}

const newer = (file: string, found: number): BenchError => new BenchError('store.newer', { file, found, known: schemaVersion });

/** The schema version of the file, 0 when it is empty, undefined when it is somebody else's. */
function versionOf(connection: Connection): number | undefined {
  const id = Number(connection.pragma('application_id'));
  const version = Number(connection.pragma('user_version'));
  if (id === applicationId) return version;
  const objects = connection.statement<{ count: number }>('SELECT count(*) AS count FROM sqlite_schema').get()?.count;
  return id === 0 && version === 0 && objects === 0 ? 0 : undefined;
}

/** For both modes. A file from elsewhere may carry views and triggers; they get no dangerous function, and bad pages are found when read. */
function configure(connection: Connection): void {
  connection.pragma('trusted_schema = OFF');
  connection.pragma('cell_size_check = ON');
  limitCache(connection, defaultCacheMegabytes);
}

const limitCache = (connection: Connection, megabytes: number): void => {
  connection.pragma(`cache_size = -${megabytes * 1000}`);
};

/**
 * Reading a WAL file takes a `-shm` file beside it. Where that can neither be found nor made (a read-only folder), the file is
 * read into memory as it is, which is all of it as long as no `-wal` holds changes.
 */
function connectReadOnly(file: string, busyTimeoutMs: number): Connection {
  const connection = new Connection(file, { mode: 'read', busyTimeoutMs });
  try {
    connection.pragma('user_version');
    return connection;
  } catch (thrown) {
    connection.close();
    const cause = thrown instanceof BenchError ? systemCodeOf(thrown.cause) : undefined;
    if (cause === undefined || !/^SQLITE_(CANTOPEN|READONLY)/.test(cause)) throw thrown;
    if ((statOf(`${file}-wal`)?.size ?? 0) > 0) {
      const reason = 'its folder cannot hold the -shm file that reading the changes in its -wal file takes';
      throw new BenchError('store.read_only', { file, reason }, { cause: thrown });
    }
    return new Connection(file, { mode: 'read', busyTimeoutMs, bytes: withoutWal(file) });
  }
}

/** Bytes 18 and 19 of the header say WAL, which memory cannot have (https://www.sqlite.org/fileformat2.html#file_format_version_numbers). */
function withoutWal(file: string): Buffer {
  try {
    const bytes = readFileSync(file);
    bytes.fill(1, 18, 20);
    return bytes;
  } catch (thrown) {
    throw translateSystem(thrown, file, 'read');
  }
}

function checkWritable(file: string): void {
  try {
    const stats = statOf(file);
    if (stats !== undefined && !stats.isFile()) throw new BenchError('store.not_a_database', { file });
    mkdirSync(dirname(file), { recursive: true });
    // SQLite would quietly open a file read-only that it may not write; and it makes the -wal file in the folder.
    accessSync(dirname(file), constants.W_OK);
    if (stats !== undefined) accessSync(file, constants.R_OK | constants.W_OK);
  } catch (thrown) {
    throw thrown instanceof BenchError ? thrown : translateSystem(thrown, file, 'write');
  }
}

function checkReadable(file: string): void {
  try {
    const stats = statOf(file);
    if (stats !== undefined && !stats.isFile()) throw new BenchError('store.not_a_database', { file });
    if (stats === undefined || stats.size === 0) throw new BenchError('store.missing', { file });
    accessSync(file, constants.R_OK);
  } catch (thrown) {
    throw thrown instanceof BenchError ? thrown : translateSystem(thrown, file, 'read');
  }
}

/** Undefined where nothing is there, a parent that is a file included. */
function statOf(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch (thrown) {
    const code = systemCodeOf(thrown);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw thrown;
  }
}

function closedOnError<Result>(connection: Connection, work: () => Result): Result {
  try {
    return work();
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
}
