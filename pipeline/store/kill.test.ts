import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from './store.ts';
import { type TestFolder, testFolder, withDatabase } from './testing/folders.ts';
import { finished } from './testing/samples.ts';

const rounds = 20;
const script = fileURLToPath(new URL('testing/writing-child.ts', import.meta.url));

/** Starts a writer, lets it work for a moment, kills it, and returns the jobs it said were kept. */
async function killedWriter(folder: TestFolder, milliseconds: number): Promise<string[]> {
  const child = spawn(process.execPath, [script, folder.file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // A third of the time to start.
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder.path, 'compiled') },
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const closed = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), closed]);
  await sleep(milliseconds);
  child.kill('SIGKILL');
  const [, signal] = (await closed) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  // The last line may be cut in the middle.
  return said.split('\n').slice(0, -1);
}

test(`a writer killed ${rounds} times at random moments loses no job that it said was kept`, { timeout: 60_000 }, async () => {
  const folder = testFolder(onTestFinished);
  const kept: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const milliseconds = Math.random() * 80;
    kept.push(...(await killedWriter(folder, milliseconds)));
    withDatabase(folder.file, (database) => {
      expect(database.pragma('integrity_check', { simple: true }), `after ${milliseconds} ms`).toBe('ok');
      expect(database.pragma('foreign_key_check')).toEqual([]);
    });
  }
  expect(kept.length).toBeGreaterThan(rounds);
  const store = openStore(folder.file, { mode: 'write' });
  for (const jobId of kept) {
    const end = finished(jobId);
    expect(store.readJob(jobId)).toMatchObject({ state: 'succeeded', total_cpu_seconds: end.metrics.total_cpu_seconds });
    expect(store.spansOf(jobId)).toEqual(end.spans);
    expect(store.resultOf(jobId)).toEqual(end.result);
  }
  // Of the jobs at work when the writer died, none is half there.
  const runs = store.listRuns({ limit: 10_000 });
  for (const run of runs) {
    const counts = store.countJobs(run.id);
    expect(counts.running).toBeLessThanOrEqual(1);
    expect([...store.metricsOf(run.id)]).toHaveLength(counts.succeeded);
  }
  store.close();
});
