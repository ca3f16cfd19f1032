import { expect, onTestFinished, test } from 'vitest';
import { applicationId, migrate, schemaVersion } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { openConnection } from './open.ts';
import { openStore } from './store.ts';
import { testFolder, withDatabase } from './testing/folders.ts';
import { startedRun } from './testing/samples.ts';

/** A file as version `version` of the program left it. */
function fileOfVersion(file: string, version: number): void {
  withDatabase(file, (database) => {
    for (const sql of migrations.slice(0, version)) database.exec(sql);
    if (version > 0) database.pragma(`application_id = ${applicationId}`);
    database.pragma(`user_version = ${version}`);
  });
}

const schemaOf = (file: string): unknown[] =>
  withDatabase(file, (database) => database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all());

test.each(migrations.map((_, version) => version))('a file of version %i comes to the newest schema and works', (version) => {
  const fresh = testFolder(onTestFinished);
  openStore(fresh.file, { mode: 'write' }).close();
  const folder = testFolder(onTestFinished);
  fileOfVersion(folder.file, version);
  const store = openStore(folder.file, { mode: 'write' });
  startedRun(store, 1);
  store.close();
  expect(schemaOf(folder.file)).toEqual(schemaOf(fresh.file));
});

test('opening again changes nothing', () => {
  const folder = testFolder(onTestFinished);
  openStore(folder.file, { mode: 'write' }).close();
  const before = schemaOf(folder.file);
  openStore(folder.file, { mode: 'write' }).close();
  expect(schemaOf(folder.file)).toEqual(before);
});

test('a migration runs once, in order, each with its version', () => {
  const folder = testFolder(onTestFinished);
  const { connection } = openConnection(folder.file, { mode: 'write' });
  const steps = [...migrations, 'CREATE TABLE one (a)', 'ALTER TABLE one ADD COLUMN b'];
  migrate(connection, steps);
  migrate(connection, steps);
  expect(connection.pragma('user_version')).toBe(schemaVersion + 2);
  expect(connection.statement('SELECT a, b FROM one').all()).toEqual([]);
  connection.close();
});

test('a migration that fails leaves the file at the version before it', () => {
  const folder = testFolder(onTestFinished);
  const { connection } = openConnection(folder.file, { mode: 'write' });
  const steps = [...migrations, 'CREATE TABLE one (a)', 'CREATE TABLE two (a); CREATE TABLE nonsense ('];
  expect(() => migrate(connection, steps)).toThrow(expect.objectContaining({ code: 'store.failed' }));
  expect(connection.pragma('user_version')).toBe(schemaVersion + 1);
  const tables = connection.statement(`SELECT name FROM sqlite_schema WHERE name IN ('one', 'two')`).all();
  expect(tables).toEqual([{ name: 'one' }]);
  connection.close();
});
