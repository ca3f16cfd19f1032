/**
 * The one place where what SQLite throws becomes an error of ours. Everything that touches the database goes through
 * `guarded` (see `connection.ts`), so no caller ever meets an SQLite error.
 */
import { BenchError, type ErrorCode, reasonOf, systemCodeOf } from '../contract/errors.ts';

export type StoreMode = 'write' | 'read';

/** Checked in order; the first prefix of SQLite's extended code wins. */
const codeByPrefix: readonly (readonly [prefix: string, code: ErrorCode])[] = [
  ['SQLITE_FULL', 'store.full'],
  // The shared-memory file cannot grow: on Linux that is a full disk, too.
  ['SQLITE_IOERR_SHMSIZE', 'store.full'],
  ['SQLITE_BUSY', 'store.locked'],
  ['SQLITE_LOCKED', 'store.locked'],
  ['SQLITE_READONLY', 'store.read_only'],
  ['SQLITE_PERM', 'store.read_only'],
  ['SQLITE_NOTADB', 'store.not_a_database'],
  ['SQLITE_CORRUPT', 'store.corrupt'],
  ['SQLITE_FORMAT', 'store.corrupt'],
  ['SQLITE_IOERR_CORRUPTFS', 'store.corrupt'],
  // The statements are ours: what breaks a constraint or a type is a mistake in the program, not in the file.
  ['SQLITE_CONSTRAINT', 'internal'],
  ['SQLITE_MISMATCH', 'internal'],
  ['SQLITE_RANGE', 'internal'],
  ['SQLITE_MISUSE', 'internal'],
];

export function translate(thrown: unknown, file: string, mode: StoreMode): BenchError {
  if (thrown instanceof BenchError) return thrown;
  const code = systemCodeOf(thrown);
  if (code === undefined || !code.startsWith('SQLITE_')) return BenchError.wrap(thrown, 'internal', { file });
  // A writer that cannot open the file or the -wal beside it lacks the right to write there.
  if (code.startsWith('SQLITE_CANTOPEN') && mode === 'write') return wrapped(thrown, 'store.read_only', file);
  const known = codeByPrefix.find(([prefix]) => code.startsWith(prefix));
  return wrapped(thrown, known?.[1] ?? 'store.failed', file);
}

const wrapped = (thrown: unknown, code: ErrorCode, file: string): BenchError =>
  new BenchError(code, { file, reason: reasonOf(thrown) }, { cause: thrown });

/** Errors of the file system itself, met before SQLite is asked. */
export function translateSystem(thrown: unknown, file: string, mode: StoreMode): BenchError {
  const code = systemCodeOf(thrown);
  if (code === 'ENOSPC' || code === 'EDQUOT') return wrapped(thrown, 'store.full', file);
  return wrapped(thrown, mode === 'write' ? 'store.read_only' : 'store.failed', file);
}
