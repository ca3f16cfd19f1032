/**
 * `--json` as scripts rely on it: whatever is asked of whatever command, stdout is one JSON document and nothing else, and what
 * went wrong is an error of the published form.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { drawDocuments, rbench, startRbench } from '../../scripts/testing/rbench.ts';
import { errorInfoSchema } from '../contract/errors.ts';
import { openStore } from '../store/store.ts';
import { mixedDocuments, storeRun } from './testing/stored-run.ts';

const failureSchema = z.strictObject({ error: errorInfoSchema });

let folder: string;
let database: string;
let run: string;
let commands: string[];
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-json-'));
  database = path.join(folder, 'bench.sqlite');
  run = await storeRun(database, 'stored', mixedDocuments(20, 0.5, 0.7));
  const { stdout } = await rbench(['--help']);
  // A group such as `export` has commands of its own.
  const names = [...(stdout.split('Commands:')[1] ?? '').matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name ?? '');
  commands = names
    .filter((name) => name !== 'help')
    .flatMap((name) => (name === 'export' ? ['export postgres', 'export history'] : [name]));
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

/** One document, and a failure where the exit code says so. */
async function ask(words: readonly string[]): Promise<{ readonly code: number | null; readonly value: unknown }> {
  const { code, stdout, stderr } = await rbench([...words, '--json'], {
    environment: { RBENCH_DB: database, RBENCH_POSTGRES_URL: '' },
  });
  let value: unknown;
  expect(
    () => {
      value = JSON.parse(stdout);
    },
    `${words.join(' ')}: ${stdout}${stderr}`,
  ).not.toThrow();
  expect(code === 1 || code === 2, `${words.join(' ')} ended with ${code}`).toBe(failureSchema.safeParse(value).success);
  return { code, value };
}

const errorOf = (value: unknown) => failureSchema.parse(value).error;

describe('rbench --json', () => {
  it('says of every command what is wrong with an option that it does not have, with its usage code', async () => {
    expect(commands.length).toBeGreaterThan(16);
    for (const command of commands) {
      const { code, value } = await ask([...command.split(' '), '--no-such-option']);
      expect([code, errorOf(value).code], command).toEqual([2, 'usage.bad_option']);
      expect(errorOf(value).message).not.toMatch(/^error:/);
    }
  });

  it('says so when there is no command, an unknown one, or one too many words', async () => {
    for (const words of [
      [],
      ['measure'],
      ['export'],
      ['export', 'mysql'],
      ['show'],
      ['show', 'latest', 'twice'],
      ['resume'],
      ['delete'],
    ])
      expect(await ask(words), words.join(' ')).toMatchObject({ code: 2, value: { error: { code: 'usage.bad_option' } } });
  });

  it('says of every command that reads a database that there is none, or that it is not one', async () => {
    const other = path.join(folder, 'other.sqlite');
    await writeFile(other, 'this is no database at all, but long enough to be looked at as if it were one');
    const out = path.join(folder, 'out');
    const reading = [
      ['runs'],
      ['show', 'latest'],
      ['capacity', '--run', 'latest'],
      ['decide', '--run', 'latest'],
      ['report', '--run', 'latest', '--out', out],
      ['simulate'],
      ['trace', '--run', 'latest', '--format', 'chrome', '--out', out],
      ['baseline', '--run', 'latest', '--out', out],
      ['compare', '--run', 'latest'],
      ['load', '--run', 'latest'],
      ['export', 'history'],
    ];
    for (const words of reading) {
      const missing = await ask([...words, '--db', path.join(folder, 'none.sqlite')]);
      expect([missing.code, errorOf(missing.value).code], words.join(' ')).toEqual([1, 'store.missing']);
      const foreign = await ask([...words, '--db', other]);
      expect(errorOf(foreign.value).code, words.join(' ')).toBe('store.not_a_database');
    }
  });

  it('answers every command that succeeds with one document', async () => {
    const documents = path.join(folder, 'documents');
    await drawDocuments(documents, 1);
    const out = (name: string) => path.join(folder, name);
    const second = await storeRun(database, 'stored', mixedDocuments(20, 0.5, 0.7));
    const asked: [string[], number[]][] = [
      [['run', '--docs', documents], [0]],
      [['baseline', '--run', 'latest', '--out', out('baseline.json')], [0]],
      [['run', '--docs', documents, '--baseline', out('baseline.json'), '--junit', out('run.xml')], [5]],
      [['compare', '--runs', run, '--runs', second], [5]],
      [['compare', '--same', '--docs', documents, '--plan-only'], [0]],
      [['runs'], [0]],
      [['show', run], [0]],
      [['show', run, '--job', '1'], [0]],
      [['capacity', '--run', run], [0]],
      [['decide', '--run', run, '--junit', out('decide.xml')], [0]],
      [['report', '--run', run, '--format', 'md', '--out', out('report')], [0]],
      [['simulate', '--run', run, '--users', '2', '--seeds', '2'], [0]],
      [['trace', '--run', 'latest', '--format', 'speedscope', '--out', out('trace.json')], [0]],
      [['fixtures', '--count', '1', '--out', out('fixtures')], [0]],
      [['export', 'history'], [0]],
      [['delete', second], [0]],
    ];
    for (const [words, codes] of asked) expect(codes, words.join(' ')).toContain((await ask(words)).code);
    const called = new Set(asked.map(([[first]]) => first));
    // Those that need a server, a load of their own, or something that was stopped are held by tests of their own.
    const elsewhere = ['doctor', 'load', 'worker', 'resume', 'export postgres'];
    expect(commands.filter((command) => !called.has(command.split(' ')[0]) && !elsewhere.includes(command))).toEqual([]);
  });

  it('lists every push that was made', async () => {
    const file = path.join(folder, 'pushed.sqlite');
    const store = openStore(file, { mode: 'write' });
    const push = { ended_at: null, runs: [randomUUID()], target: 'bench@db', dry_run: false, result: null, error: null };
    const started_at = '2026-11-24T08:00:00.000Z';
    for (let pushes = 0; pushes < 101; pushes += 1) store.keepPush({ ...push, id: randomUUID(), started_at });
    store.close();
    const { value } = await ask(['export', 'history', '--db', file]);
    expect((value as { pushes: unknown[] }).pushes).toHaveLength(101);
  });

  it('says at Ctrl-C that it was stopped', async () => {
    const started = startRbench(['fixtures', '--count', '500', '--out', path.join(folder, 'stopped'), '--json']);
    await once(started.child.stderr ?? process.stderr, 'data');
    started.child.kill('SIGINT');
    const { code, stdout } = await started.ended;
    expect([code, errorOf(JSON.parse(stdout)).code]).toEqual([130, 'call.cancelled']);
  });

  it('keeps to it whatever words are given', async () => {
    const word = fc.oneof(
      fc.constantFrom(
        'latest',
        run,
        'ffff',
        '--run',
        '--limit',
        '--job',
        '--side',
        'b',
        '--mix',
        '70/30',
        '--policy',
        '--volumes',
      ),
      fc.constantFrom(
        '--db',
        '--junit',
        '--users',
        '--cores',
        '-1',
        '1e9',
        'NaN',
        '',
        '--',
        '"',
        "'; DROP TABLE runs",
        '../..',
        '\n',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }).filter((text) => !text.includes('\0') && !/^-.*[hV]/.test(text)),
    );
    const call = fc.tuple(fc.constantFrom('runs', 'show', 'capacity', 'decide', 'simulate'), fc.array(word, { maxLength: 5 }));
    // Behind `--` the option would be a name.
    const calls = fc
      .sample(call, { numRuns: 15, seed: 8 })
      .map(([command, words]) => [command, ...words.filter((each) => each !== '--')]);
    for (const words of calls) await ask(words);
  });
});
