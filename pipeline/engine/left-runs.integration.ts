/**
 * A store that fails when a run is to be closed, and works again later, under an engine that lives on as the app's does: the run
 * must be had again without a new engine.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { drawDocuments } from '../../scripts/testing/rbench.ts';
import type { EngineEvent } from '../contract/engine-messages.ts';
import { defaultSettings } from '../contract/settings.ts';
import { nodeHost } from '../process/host.ts';
import { EngineClient } from './client.ts';
import { nodeOnly } from './worker-hosts.ts';

let folder: string;
let documents: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-left-'));
  documents = path.join(folder, 'documents');
  await drawDocuments(documents, 1);
});
afterAll(() => rm(folder, { recursive: true }));

/** An engine at work on a database that refuses every end of a run, until `mend`. */
async function failingEngine(name: string) {
  const file = path.join(folder, `${name}.sqlite`);
  let onReleased: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    onReleased = resolve;
  });
  const engine = await EngineClient.start({
    host: nodeHost(),
    entry: new URL('./main.ts', import.meta.url),
    database: file,
    hosts: nodeOnly,
    onEvent: ({ event }: EngineEvent) => event === 'runs_released' && onReleased(),
  });
  const database = new Database(file);
  onTestFinished(() => {
    engine.close();
    database.close();
  });
  database.exec("CREATE TRIGGER broken BEFORE UPDATE OF state ON runs BEGIN SELECT RAISE(FAIL, 'no room'); END");
  const request = { name, documents, selection: 'all', count: null, results: null, emit_contract: false } as const;
  await expect(engine.call({ call: 'run', request: { ...request, settings: defaultSettings } })).rejects.toThrow('no room');
  const run = () => database.prepare('SELECT id, state, owner FROM runs').get() as { id: string; state: string; owner: unknown };
  return { engine, released, run, mend: () => database.exec('DROP TRIGGER broken') };
}

it('says so while the store fails, and resumes the run when it works again', async () => {
  const { engine, run, mend } = await failingEngine('resumed');
  const { id } = run();
  await expect(engine.call({ call: 'resume', run: id, emit_contract: false })).rejects.toThrow('no room');
  await expect(engine.call({ call: 'delete', run: id })).rejects.toThrow('no room');
  mend();
  const outcome = await engine.call({ call: 'resume', run: id, emit_contract: false });
  expect(outcome).toMatchObject({ run_id: id, state: 'completed', summary: { jobs: { succeeded: 1 } } });
});

it('deletes it without waiting', async () => {
  const { engine, run, mend } = await failingEngine('deleted');
  const { id } = run();
  mend();
  expect(await engine.call({ call: 'delete', run: id })).toEqual({ deleted: id });
  expect(run()).toBeUndefined();
});

it('gives it up by itself, and tells that lists are to be read anew', async () => {
  const { released, run, mend } = await failingEngine('listed');
  expect(run().state).toBe('running');
  mend();
  await released;
  expect(run()).toMatchObject({ state: 'interrupted', owner: null });
});
