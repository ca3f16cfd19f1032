import { linkSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeChosen } from './write-chosen.ts';

function chosen() {
  const folder = mkdtempSync(path.join(tmpdir(), 'rbench-chosen-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const database = path.join(folder, 'bench.sqlite');
  writeFileSync(database, 'runs of years');
  return { folder, database };
}

test('what was chosen is written, and replaces what was there', async () => {
  const { folder, database } = chosen();
  const file = path.join(folder, 'chart.svg');
  for (const content of ['an older one', 'a newer one']) await writeChosen(file, content, database);
  expect(readFileSync(file, 'utf8')).toBe('a newer one');
});

test('the database is not written over, whatever it is called', async () => {
  const { folder, database } = chosen();
  const other = path.join(folder, 'other.svg');
  linkSync(database, other);
  for (const file of [database, other, `${database}-wal`])
    await expect(writeChosen(file, 'x', database)).rejects.toMatchObject({ code: 'export.failed' });
  expect(readFileSync(database, 'utf8')).toBe('runs of years');
});
