/** For tests: a store in a folder of its own; both are gone when the test that asked for them has finished. Knows no test runner. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStore, type WritableStore } from '../store.ts';

/** The test runner's `onTestFinished`: the last given is done first. */
export type AtEnd = (cleanUp: () => void) => void;

export interface TestFolder {
  readonly path: string;
  /** A database file in it that does not exist yet. */
  readonly file: string;
}

export function testFolder(atEnd: AtEnd): TestFolder {
  const path = mkdtempSync(join(tmpdir(), 'rbench-store-'));
  atEnd(() => rmSync(path, { recursive: true, force: true }));
  return { path, file: join(path, 'bench.sqlite') };
}

export function testStore(atEnd: AtEnd): { readonly store: WritableStore; readonly file: string } {
  const { file } = testFolder(atEnd);
  const store = openStore(file, { mode: 'write' });
  atEnd(() => store.close());
  return { store, file };
}

/** The file as SQLite itself sees it, past the store. */
export function withDatabase<Result>(file: string, work: (database: Database.Database) => Result): Result {
  const database = new Database(file);
  try {
    return work(database);
  } finally {
    database.close();
  }
}
