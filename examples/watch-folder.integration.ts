/** The watch folder as it is given: complete files once, whatever they are called and however often it looks. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawDocuments } from '../scripts/testing/rbench.ts';

const script = fileURLToPath(new URL('./watch-folder.sh', import.meta.url));
const main = fileURLToPath(new URL('../pipeline/cli/main.ts', import.meta.url));

let folder: string;
let inbox: string;
let state: string;
let drawn: string[];
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-watch-'));
  inbox = path.join(folder, '.in box');
  state = path.join(folder, 'state');
  await drawDocuments(path.join(folder, 'drawn'), 6);
  await drawDocuments(inbox, 0);
  drawn = (await readdir(path.join(folder, 'drawn'))).map((name) => path.join(folder, 'drawn', name));
});
afterAll(() => rm(folder, { recursive: true }));

function start(...words: string[]) {
  const child = spawn('bash', [script, ...words, inbox, state], {
    env: { ...process.env, RBENCH: `${process.execPath} ${main}`, SETTLE: '30', EVERY: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return { child, output: () => output, ended: once(child, 'close').then(([code]) => ({ code, output })) };
}

const look = () => start('--once').ended;

/** A file that nobody has written to for a minute. */
async function put(name: string, from: string): Promise<void> {
  await copyFile(from, path.join(inbox, name));
  await settle(name);
}
const settle = (name: string) => utimes(path.join(inbox, name), new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));

async function results(): Promise<{ readonly jobs: { readonly succeeded: number; readonly failed: number } }[]> {
  const batches = (await readdir(path.join(state, 'batches')).catch(() => [])).sort();
  const texts = batches.map((name) => readFile(path.join(state, 'batches', name, 'result.json'), 'utf8').catch(() => null));
  return (await Promise.all(texts)).flatMap((text) => (text === null ? [] : [JSON.parse(text)]));
}
const measured = async () => (await results()).reduce((sum, { jobs }) => sum + jobs.succeeded + jobs.failed, 0);

describe('watch-folder.sh', () => {
  it('measures what is complete, with names of any kind, and leaves what is still written to', async () => {
    await put('-rf *.jpg', drawn[0] ?? '');
    await put('a "b"\n$(c).JPG', drawn[1] ?? '');
    await writeFile(path.join(inbox, 'half.jpg'), (await readFile(drawn[2] ?? '')).subarray(0, 900));
    await put('.hidden.jpg', drawn[3] ?? '');
    await put('notes.doc', script);
    expect(await look()).toMatchObject({ code: 0 });
    expect(await results()).toMatchObject([{ jobs: { succeeded: 2, failed: 0 } }]);
    const [batch = ''] = await readdir(path.join(state, 'batches'));
    expect(await readFile(path.join(state, 'batches', batch, 'names'), 'utf8')).toContain('00001\t-rf\\ \\*.jpg\n');
  });

  it('measures nothing twice: not at the next look, not under another name', async () => {
    await rename(path.join(inbox, '-rf *.jpg'), path.join(inbox, 'other.jpg'));
    await put('copy.jpg', drawn[0] ?? '');
    expect(await look()).toEqual({ code: 0, output: '' });
    expect(await results()).toHaveLength(1);
  });

  it('measures a file when it is whole', async () => {
    await put('half.jpg', drawn[2] ?? '');
    expect(await look()).toMatchObject({ code: 0 });
    expect(await results()).toMatchObject([{}, { jobs: { succeeded: 1, failed: 0 } }]);
  });

  it('keeps the result of a document that cannot be read, and does not try it for ever', async () => {
    await put('broken.jpg', script);
    expect(await look()).toMatchObject({ code: 0 });
    expect((await results()).at(-1)).toMatchObject({ jobs: { succeeded: 0, failed: 1 } });
    expect(await look()).toEqual({ code: 0, output: '' });
  });

  it('does the batch again that a kill cut short, and then each document has one result', async () => {
    await put('late_1.jpg', drawn[4] ?? '');
    await put('late_2.jpg', drawn[5] ?? '');
    const before = await measured();
    const { child, output, ended } = start();
    await expect.poll(output, { timeout: 60_000, interval: 20 }).toContain('documents');
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await ended;
    expect(await measured()).toBe(before);
    await expect.poll(look, { timeout: 60_000 }).toMatchObject({ code: 0 });
    expect(await measured()).toBe(before + 2);
  });

  it('says so when another one is at work, when it is used wrongly, and when nothing can be measured', async () => {
    const watching = start();
    await expect
      .poll(() => start('--once').ended, { timeout: 60_000 })
      .toMatchObject({ code: 2, output: expect.stringContaining('Another') });
    process.kill(-(watching.child.pid ?? 0), 'SIGTERM');
    expect((await watching.ended).code).toBe(130);
    const wrong = spawn('bash', [script, path.join(folder, 'none'), state]);
    expect((await once(wrong, 'close'))[0]).toBe(2);
    await writeFile(path.join(inbox, 'one more.jpg'), (await readFile(drawn[0] ?? '')).subarray(0, 2000));
    await settle('one more.jpg');
    const stopped = spawn('bash', [script, '--once', inbox, state], { env: { ...process.env, RBENCH: 'false', SETTLE: '30' } });
    expect((await once(stopped, 'close'))[0]).toBe(1);
    expect(await look()).toMatchObject({ code: 0 });
  });
});
