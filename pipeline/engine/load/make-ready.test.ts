import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { postgresTargetSchema } from '../../contract/postgres.ts';
import { testFolder } from '../../store/testing/folders.ts';
import { makeReady } from './make-ready.ts';

const run = '0b7d1c52-4c1e-4f3a-9a55-6f2f0c9f1d11';
/** Nobody listens there. */
const target = postgresTargetSchema.parse({ host: '127.0.0.1', port: 1, database: 'bench', user: 'bench', tls: 'disable' });
const database = { target, password: null, connections: 1 };

function copies() {
  const folder = path.join(testFolder(onTestFinished).path, run);
  return { folder, copy: async () => void mkdirSync(path.join(folder, 'sent'), { recursive: true }) };
}

test('a server that refuses leaves no copies behind', async () => {
  const { folder, copy } = copies();
  const refused = makeReady({ database, queue: 'here' }, run, folder, copy);
  await expect(refused).rejects.toMatchObject({ code: expect.stringMatching(/^postgres\./) });
  expect(existsSync(folder)).toBe(false);
});

test('copies stay for the run that comes, and go when it cannot be kept', async () => {
  const { folder, copy } = copies();
  const ready = await makeReady({ database: null, queue: 'here' }, run, folder, copy);
  expect([ready.pool, ready.shared, existsSync(folder)]).toEqual([null, null, true]);
  await ready.undo();
  expect(existsSync(folder)).toBe(false);
});
