import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { errorInfoSchema } from '../contract/errors.ts';
import { applicationId, schemaVersion } from './migrate.ts';
import { openConnection } from './open.ts';
import { openStore } from './store.ts';
import { testFolder, withDatabase } from './testing/folders.ts';
import { sampleDocument, sampleJobs, sampleRun, startedRun } from './testing/samples.ts';
import { runWriter } from './write-runs.ts';

const coded = (code: string, words = '') => expect.objectContaining({ code, message: expect.stringContaining(words) });

/** A closed database with `runs` runs in it. */
function makeStore(file: string, runs: number): void {
  const store = openStore(file, { mode: 'write' });
  for (let index = 0; index < runs; index += 1) startedRun(store, 1);
  store.close();
}

/** What a process without special rights meets; root reads and writes whatever the modes say. */
function asOrdinaryUser(mode: 'read' | 'write', file: string): unknown {
  const script = fileURLToPath(new URL('testing/open-child.ts', import.meta.url));
  const nobody = { uid: 65534, gid: 65534 };
  const child = spawnSync(process.execPath, [script, mode, file], {
    encoding: 'utf8',
    ...(process.getuid?.() === 0 ? nobody : {}),
  });
  if (child.status !== 0) throw new Error(`the child failed: ${child.stderr}`);
  return JSON.parse(child.stdout);
}

test('writing makes the folder and the file, durable and with enforced references', () => {
  const folder = testFolder(onTestFinished);
  const file = join(folder.path, 'deep', 'er', 'bench.sqlite');
  const { connection } = openConnection(file, { mode: 'write' });
  expect(connection.pragma('journal_mode')).toBe('wal');
  expect(connection.pragma('synchronous')).toBe(2);
  expect(connection.pragma('foreign_keys')).toBe(1);
  expect(connection.pragma('trusted_schema')).toBe(0);
  expect(connection.pragma('busy_timeout')).toBe(30_000);
  expect(connection.pragma('application_id')).toBe(applicationId);
  expect(connection.pragma('user_version')).toBe(schemaVersion);
  connection.close();
});

test('a name that SQLite would read as something else is a file all the same', () => {
  const folder = testFolder(onTestFinished);
  const file = join(folder.path, 'file:a?mode=memory#b%20.sqlite');
  makeStore(file, 1);
  expect(statSync(file).size).toBeGreaterThan(0);
  expect(asOrdinaryReader(file)).toBe(1);
});

const asOrdinaryReader = (file: string): number => {
  const store = openStore(file, { mode: 'read' });
  const runs = store.listRuns({ limit: 10 }).length;
  store.close();
  return runs;
};

test('reading what is not there is store.missing, and makes nothing', () => {
  const folder = testFolder(onTestFinished);
  expect(() => openStore(folder.file, { mode: 'read' })).toThrow(coded('store.missing', folder.file));
  expect(statSync(folder.file, { throwIfNoEntry: false })).toBeUndefined();
  expect(() => openStore(join(folder.path, 'no', 'folder'), { mode: 'read' })).toThrow(coded('store.missing'));
});

test('an empty file is no database yet: missing to a reader, a fresh one to a writer', () => {
  const folder = testFolder(onTestFinished);
  writeFileSync(folder.file, '');
  expect(() => openStore(folder.file, { mode: 'read' })).toThrow(coded('store.missing'));
  makeStore(folder.file, 1);
  expect(asOrdinaryReader(folder.file)).toBe(1);
});

test.each(['read', 'write'] as const)('a file of another kind is store.not_a_database to %s, and stays as it was', (mode) => {
  const folder = testFolder(onTestFinished);
  const text = join(folder.path, 'notes.txt');
  writeFileSync(text, 'Not a database. '.repeat(500));
  const foreign = join(folder.path, 'foreign.sqlite');
  withDatabase(foreign, (database) => database.exec('CREATE TABLE bookmarks (url TEXT)'));
  const marked = join(folder.path, 'marked.sqlite');
  withDatabase(marked, (database) => database.pragma('application_id = 7'));
  for (const file of [text, foreign, marked]) {
    const before = readFileSync(file);
    expect(() => open(file, mode)).toThrow(coded('store.not_a_database', file));
    expect(readFileSync(file).equals(before)).toBe(true);
  }
  expect(() => open(folder.path, mode)).toThrow(coded('store.not_a_database'));
});

const open = (file: string, mode: 'read' | 'write') => (mode === 'read' ? openStore(file, { mode }) : openStore(file, { mode }));

test('a file from a newer version is read with a notice and never written', () => {
  const folder = testFolder(onTestFinished);
  makeStore(folder.file, 2);
  withDatabase(folder.file, (database) => {
    database.exec('CREATE TABLE later (id TEXT); ALTER TABLE runs ADD COLUMN later TEXT');
    database.pragma('user_version = 99');
  });
  const before = readFileSync(folder.file);
  expect(() => openStore(folder.file, { mode: 'write' })).toThrow(coded('store.newer', 'schema 99'));
  const store = openStore(folder.file, { mode: 'read' });
  expect(store.notice).toContain('written by a newer version (schema 99');
  expect(store.listRuns({ limit: 10 })).toHaveLength(2);
  store.close();
  expect(readFileSync(folder.file).equals(before)).toBe(true);
});

test('a reader cannot write', () => {
  const folder = testFolder(onTestFinished);
  makeStore(folder.file, 1);
  const { connection } = openConnection(folder.file, { mode: 'read' });
  expect(() => connection.execute('DELETE FROM jobs')).toThrow(coded('store.read_only', 'readonly'));
  connection.close();
});

test.skipIf(process.platform === 'win32')(
  'a file or folder without the right to write is store.read_only, and still read',
  () => {
    const folder = testFolder(onTestFinished);
    makeStore(folder.file, 3);
    chmodSync(folder.path, 0o755);
    chmodSync(folder.file, 0o444);
    expect(asOrdinaryUser('write', folder.file)).toEqual(coded('store.read_only', 'EACCES'));
    // Neither -wal nor -shm can be made here.
    chmodSync(folder.path, 0o555);
    expect(asOrdinaryUser('read', folder.file)).toEqual({ runs: 3 });
    expect(asOrdinaryUser('write', join(folder.path, 'new.sqlite'))).toEqual(coded('store.read_only', 'EACCES'));
    expect(asOrdinaryUser('write', join(folder.path, 'new', 'new.sqlite'))).toEqual(coded('store.read_only', 'EACCES'));
    chmodSync(folder.file, 0o000);
    expect(asOrdinaryUser('read', folder.file)).toEqual(coded('store.failed', 'EACCES'));
    chmodSync(folder.path, 0o755);
  },
);

test.skipIf(process.platform === 'win32')('what a lost -shm file hides is not passed over in silence', () => {
  const folder = testFolder(onTestFinished);
  const store = openStore(folder.file, { mode: 'write' });
  startedRun(store, 1);
  // As a copy of the two files to a read-only medium.
  const copied = join(folder.path, 'copied');
  mkdirSync(copied);
  const copy = join(copied, 'bench.sqlite');
  writeFileSync(copy, readFileSync(folder.file));
  writeFileSync(`${copy}-wal`, readFileSync(`${folder.file}-wal`));
  store.close();
  chmodSync(folder.path, 0o755);
  chmodSync(copied, 0o555);
  expect(asOrdinaryUser('read', copy)).toEqual(coded('store.read_only', '-wal'));
  chmodSync(copied, 0o755);
});

test('a folder that is a file is store.read_only with its reason', () => {
  const folder = testFolder(onTestFinished);
  const parent = join(folder.path, 'parent');
  writeFileSync(parent, '');
  const attempt = () => openStore(join(parent, 'bench.sqlite'), { mode: 'write' });
  expect(attempt).toThrow(coded('store.read_only', 'EEXIST'));
});

test("another process's lock is store.locked, and nothing is lost when it ends", () => {
  const folder = testFolder(onTestFinished);
  const store = openStore(folder.file, { mode: 'write', busyTimeoutMs: 20 });
  withDatabase(folder.file, (other) => {
    other.exec('BEGIN IMMEDIATE');
    expect(() => startedRun(store, 1)).toThrow(coded('store.locked', folder.file));
    other.exec('ROLLBACK');
  });
  startedRun(store, 1);
  expect(store.listRuns({ limit: 10 })).toHaveLength(1);
  store.close();
});

test('who waited for a lock in vain waits less until it was had', () => {
  const folder = testFolder(onTestFinished);
  const store = openStore(folder.file, { mode: 'write', busyTimeoutMs: 1500 });
  const { run } = startedRun(store, 1);
  const waited = () => {
    const began = performance.now();
    expect(() => store.editRun(run.id, { name: 'held' })).toThrow(coded('store.locked'));
    return performance.now() - began;
  };
  withDatabase(folder.file, (other) => {
    other.exec('BEGIN IMMEDIATE');
    const first = waited();
    expect(waited()).toBeLessThan(first / 2);
    other.exec('ROLLBACK');
    store.editRun(run.id, { name: 'free' });
    other.exec('BEGIN IMMEDIATE');
    expect(waited()).toBeGreaterThan(first / 2);
  });
  store.close();
});

test('a file that is locked as a whole cannot even be read', () => {
  const folder = testFolder(onTestFinished);
  makeStore(folder.file, 1);
  withDatabase(folder.file, (other) => {
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec(`BEGIN IMMEDIATE; UPDATE runs SET name = 'held'; COMMIT`);
    for (const mode of ['read', 'write'] as const) {
      expect(() => openConnection(folder.file, { mode, busyTimeoutMs: 20 })).toThrow(coded('store.locked'));
    }
  });
});

test('garbage in its pages is store.corrupt', () => {
  const folder = testFolder(onTestFinished);
  makeStore(folder.file, 5);
  const descriptor = openSync(folder.file, 'r+');
  const pages = statSync(folder.file).size / 4096;
  for (let page = 1; page < pages; page += 1) writeSync(descriptor, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
  closeSync(descriptor);
  for (const mode of ['read', 'write'] as const) {
    expect(() => open(folder.file, mode)).toThrow(coded('store.corrupt', 'malformed'));
  }
});

test('a file cut short is store.corrupt', () => {
  const folder = testFolder(onTestFinished);
  makeStore(folder.file, 5);
  truncateSync(folder.file, 4096 * 3);
  const attempt = () => {
    const store = openStore(folder.file, { mode: 'write' });
    try {
      startedRun(store, 1);
    } finally {
      store.close();
    }
  };
  expect(attempt).toThrow(coded('store.corrupt'));
});

test.each([
  [`UPDATE runs SET summary = '{'`, 'summary'],
  [`UPDATE runs SET tags = '7'`, 'tags'],
  [`UPDATE runs SET created_at = 'yesterday'`, 'created_at'],
])('a row that was edited by hand is store.corrupt: %s', (sql, column) => {
  const folder = testFolder(onTestFinished);
  makeStore(folder.file, 1);
  withDatabase(folder.file, (database) => database.exec(sql));
  const store = openStore(folder.file, { mode: 'read' });
  expect(() => store.listRuns({ limit: 10 })).toThrow(coded('store.corrupt', column));
  store.close();
});

test('a full disk is store.full; the transaction is gone, what was kept stays, and it goes on when there is space', () => {
  const folder = testFolder(onTestFinished);
  const { connection } = openConnection(folder.file, { mode: 'write' });
  const { createRun } = runWriter(connection);
  const kept = sampleRun();
  createRun(kept, [sampleDocument()], sampleJobs(1));
  connection.pragma(`max_page_count = ${Number(connection.pragma('page_count')) + 3}`);
  const large = sampleRun();
  const jobs = sampleJobs(2000);
  expect(() => createRun(large, [sampleDocument()], jobs)).toThrow(coded('store.full', 'is full'));
  const ids = () =>
    connection
      .statement<{ id: string }>('SELECT id FROM runs ORDER BY rowid')
      .all()
      .map(({ id }) => id);
  expect(ids()).toEqual([kept.id]);
  connection.pragma('max_page_count = 1000000');
  createRun(large, [sampleDocument()], jobs);
  expect(ids()).toEqual([kept.id, large.id]);
  connection.close();
});

test('every error of the store carries the file and survives a boundary', () => {
  const folder = testFolder(onTestFinished);
  try {
    openStore(folder.file, { mode: 'read' });
    expect.unreachable();
  } catch (thrown) {
    const info = errorInfoSchema.parse(JSON.parse(JSON.stringify((thrown as { toInfo(): unknown }).toInfo())));
    expect(info).toMatchObject({ code: 'store.missing', details: { file: folder.file } });
  }
});

test('a file that was removed or replaced under an open store is noticed', () => {
  const { file } = testFolder(onTestFinished);
  const store = openStore(file, { mode: 'write' });
  expect(store.isReplaced()).toBe(false);
  rmSync(file);
  expect(store.isReplaced()).toBe(true);
  openStore(file, { mode: 'write' }).close();
  expect(store.isReplaced()).toBe(true);
  store.close();
});
