/**
 * Processes of the real app are killed while it works: what is finished stays, the rest goes on or can be resumed, the
 * window is told in a sentence, and no process is left behind.
 */
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { AppEvent } from '../../pipeline/contract/app-calls.ts';
import type { LiveRun } from '../../pipeline/contract/live-run.ts';
import { defaultLimits } from '../../pipeline/contract/load.ts';
import type { JobDetail, RunDetail } from '../../pipeline/contract/reader-calls.ts';
import type { RunListItem } from '../../pipeline/contract/run.ts';
import { type PackedRunTable, unpackRunTable } from '../../pipeline/contract/run-table.ts';
import { defaultSettings } from '../../pipeline/contract/settings.ts';
import { isAlive } from '../../pipeline/measure/proc-stat.ts';
import { drawDocuments } from '../../scripts/testing/rbench.ts';
import { type LaunchedApp, launchApp, removeProfile } from './launch.ts';
import { descendantsOf, processesOf } from './processes.ts';

/** So many that a run is not over before it is killed. */
const DOCUMENTS = 18;
const WORKERS = 2;

let folder: string;
let documents: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-crashes-'));
  documents = path.join(folder, 'documents');
  await drawDocuments(documents, DOCUMENTS);
});
afterAll(() => removeProfile(folder));

const live = async (opened: LaunchedApp) => (await opened.ask('run.live', {})) as LiveRun;
const runs = async (opened: LaunchedApp) => (await opened.ask('runs.list', { search: '', limit: 9, offset: 0 })) as RunListItem[];

/** Opens the app, which notes what its window is told, and begins a run. */
async function working(
  args: readonly string[],
  { place, count = null }: { readonly place?: string; readonly count?: number | null } = {},
): Promise<LaunchedApp> {
  const opened = await launchApp({ args, ...(place === undefined ? {} : { folder: place }) });
  onTestFinished(() => opened.close());
  await opened.page.evaluate(() => {
    const heard: AppEvent[] = [];
    Object.assign(window, { heard });
    window.bench.onEvent((event) => heard.push(event));
  });
  await opened.ask('run.start', { name: 'killed', documents, selection: 'all', count, settings: { workers: WORKERS } });
  return opened;
}

const deaths = async ({ page }: LaunchedApp) =>
  (await page.evaluate(() => (window as unknown as { heard: AppEvent[] }).heard)).filter(
    (event) => event.event === 'process_died',
  );

/** Waits until a worker is in the midst of a document. Its pid comes first, then those of the others. */
async function workersAtWork(opened: LaunchedApp): Promise<number[]> {
  await expect.poll(async () => (await processesOf(opened, 'worker')).length).toBe(WORKERS);
  let now = await live(opened);
  const slotAtWork = () => now.workers.find(({ stage }) => stage === 'ocr')?.slot;
  const isAtWork = async () => {
    now = await live(opened);
    return slotAtWork() !== undefined;
  };
  await expect.poll(isAtWork).toBe(true);
  const { workers } = (await opened.ask('runs.read', { run: now.run_id })) as RunDetail;
  const slot = slotAtWork();
  return workers.toSorted((a, b) => Number(b.slot === slot) - Number(a.slot === slot)).map(({ pid }) => pid);
}

const ended = (opened: LaunchedApp) => expect.poll(async () => (await live(opened)).phase).toBe('ended');
const allGone = (pids: readonly number[]) =>
  expect.poll(() => pids.filter((pid) => isAlive(pid, null)), { timeout: 30_000 }).toEqual([]);

function signal(pid: number | undefined, name: 'SIGKILL' | 'SIGSTOP'): void {
  if (pid === undefined) throw new Error('There is no such process.');
  process.kill(pid, name);
}

describe.runIf(process.platform === 'linux').each(['node', 'utility'] as const)('with --host=%s', (host) => {
  const args = [`--host=${host}`];

  it('a killed worker costs its one document, and the run goes on', async () => {
    const opened = await working(args);
    const [victim, ...others] = await workersAtWork(opened);
    signal(victim, 'SIGKILL');
    await ended(opened);
    const { jobs, outcome, error, failures } = await live(opened);
    expect({ jobs, state: outcome?.state, error }).toEqual({
      jobs: { total: DOCUMENTS, finished_before: 0, succeeded: DOCUMENTS - 1, failed: 1 },
      state: 'completed',
      error: null,
    });
    expect(failures).toMatchObject([{ error: { code: 'worker.died', details: { reason: 'killed by SIGKILL' } } }]);
    expect(failures[0]?.error.message).toMatch(/^The worker process ended while working on page_\d+\.jpg \(killed by SIGKILL\)/);
    expect(await deaths(opened)).toEqual([]);

    const [run] = await runs(opened);
    const { workers, run: record } = (await opened.ask('runs.read', { run: run?.id })) as RunDetail;
    expect(workers).toHaveLength(WORKERS + 1);
    expect(workers.find(({ pid }) => pid === victim)?.exit_reason).toBe('killed by SIGKILL');
    expect(record.environment.host).toBe(host);
    await allGone([victim ?? 0, ...others, ...workers.map(({ pid }) => pid)]);
  });

  it('a killed engine is named where the result of its load test stands', async () => {
    const opened = await launchApp({ args });
    onTestFinished(() => opened.close());
    await opened.page.getByRole('navigation').getByRole('link', { name: 'Load test', exact: true }).click();
    const shape = { profile: 'constant', per_second: 1, seconds: 600 };
    await opened.ask('load.start', {
      name: 'killed',
      documents,
      selection: 'all',
      shape,
      seed: 1,
      fast_share: 1,
      settings: defaultSettings,
      limits: defaultLimits,
    });
    await expect.poll(async () => (await live(opened)).jobs.succeeded).toBeGreaterThan(0);
    const [engine] = await processesOf(opened, 'engine');
    signal(engine, 'SIGKILL');
    await opened.page.waitForURL(/#\/load\/./);
    await opened.page.getByRole('alert').getByText('The engine process ended (killed by SIGKILL)').waitFor();
    await opened.page.getByText('interrupted', { exact: true }).waitFor();
  });

  it('a killed engine leaves a run that is interrupted, which is resumed without doing anything twice', async () => {
    const opened = await working(args);
    const workers = await workersAtWork(opened);
    const [engine] = await processesOf(opened, 'engine');
    await expect.poll(async () => (await live(opened)).jobs.succeeded).toBeGreaterThan(0);
    signal(engine, 'SIGKILL');
    await ended(opened);
    const { error, run_id: run, outcome } = await live(opened);
    const died = { code: 'engine.died', details: { reason: 'killed by SIGKILL', run } };
    expect({ error, outcome }).toMatchObject({ error: died, outcome: null });
    expect(error?.message).toMatch(/^The engine process ended \(killed by SIGKILL\); finished jobs are safe/);
    expect(await deaths(opened)).toMatchObject([{ what: 'engine', error: died }]);
    expect(await runs(opened)).toMatchObject([{ id: run, state: 'interrupted' }]);
    await allGone([engine ?? 0, ...workers]);

    const before = unpackRunTable((await opened.ask('runs.table', { run })) as PackedRunTable);
    const finished = before.jobs.filter(({ state }) => state === 'succeeded');
    expect(finished.length).toBeGreaterThan(0);
    await opened.ask('run.resume', { run });
    await ended(opened);
    expect(await live(opened)).toMatchObject({
      error: null,
      outcome: { run_id: run, state: 'completed', summary: { jobs: { succeeded: DOCUMENTS, failed: 0, unfinished: 0 } } },
      jobs: { total: DOCUMENTS, finished_before: finished.length, succeeded: DOCUMENTS - finished.length, failed: 0 },
    });
    expect(await runs(opened)).toMatchObject([{ id: run, state: 'completed', owner: null }]);
    const after = unpackRunTable((await opened.ask('runs.table', { run })) as PackedRunTable);
    for (const { id, sequence } of finished) {
      // To the bit: a document measured again would have another.
      expect([after.cpu_seconds[sequence], after.wall_seconds[sequence]]).toEqual([
        before.cpu_seconds[sequence],
        before.wall_seconds[sequence],
      ]);
      expect(((await opened.ask('jobs.read', { job: id })) as JobDetail).job.attempt).toBe(1);
    }
    expect(await processesOf(opened, 'engine')).toHaveLength(1);
    await expect.poll(() => processesOf(opened, 'worker')).toEqual([]);
  });

  it('a killed reader is there again for the next question, and one that was open is told', async () => {
    const opened = await launchApp({ args });
    onTestFinished(() => opened.close());
    await opened.page.evaluate(() => {
      const heard: AppEvent[] = [];
      Object.assign(window, { heard });
      window.bench.onEvent((event) => heard.push(event));
    });
    await opened.ask('about', {});
    const [reader] = await processesOf(opened, 'reader');
    // Stopped, it cannot answer before it dies; what is asked next is answered once this has been passed on.
    signal(reader, 'SIGSTOP');
    const open = opened.ask('examine', {}).then(
      () => 'answered',
      (thrown: Error) => thrown.message,
    );
    await live(opened);
    signal(reader, 'SIGKILL');
    expect(await open).toMatch(/process\.died: A process of the app ended \(killed by SIGKILL\)/);
    expect(await runs(opened)).toEqual([]);
    const [fresh, ...others] = await processesOf(opened, 'reader');
    expect([fresh === reader, others, isAlive(reader ?? 0, null)]).toEqual([false, [], false]);
    expect(await deaths(opened)).toMatchObject([{ what: 'reader', error: { code: 'process.died' } }]);
  });

  it('a window whose process is killed is there again, where it was, and the run goes on', async () => {
    const opened = await working(args, { count: 500 });
    // Playwright gives a page up that crashed.
    const inPage = <T>(script: string) =>
      opened.app.evaluate(
        ({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code) as Promise<T>,
        script,
      );
    /** The page's process; null while there is none with a whole page. */
    const drawnBy = () =>
      opened.app.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        return contents === undefined || contents.isCrashed() || contents.isLoading() ? null : contents.getOSProcessId();
      });
    const heading = () => inPage(`document.querySelector('h1')?.textContent`);
    await inPage(`void (location.hash = '#/environment')`);
    await expect.poll(heading).toBe('Environment');
    const before = (await drawnBy()) ?? undefined;
    signal(before, 'SIGKILL');
    await expect.poll(async () => ![null, before].includes(await drawnBy())).toBe(true);
    await expect.poll(heading).toBe('Environment');
    await expect
      .poll(() => inPage(`document.body.innerText`))
      .toContain('The process of the window ended (killed) and a fresh one took its place');
    const jobs = async () => (await inPage<{ output: LiveRun }>(`window.bench.ask('run.live', {})`)).output.jobs;
    const { succeeded } = await jobs();
    await expect.poll(async () => (await jobs()).succeeded).toBeGreaterThan(succeeded);
    expect((await jobs()).failed).toBe(0);
  });

  it('an app that is closed in the midst of a run leaves no process, and the next one resumes it', async () => {
    const place = await mkdtemp(path.join(folder, 'closed-'));
    const opened = await working(args, { place });
    await workersAtWork(opened);
    const main = opened.app.process().pid ?? 0;
    const left = [main, ...(await descendantsOf(main)).map(({ pid }) => pid)];
    expect(left.length).toBeGreaterThan(WORKERS + 3);
    await opened.close();
    await allGone(left);

    await resumedBy(place);
  });

  it('an app that is killed leaves no process either, and the next one resumes its run', async () => {
    const place = await mkdtemp(path.join(folder, 'killed-'));
    const opened = await working(args, { place });
    await workersAtWork(opened);
    const main = opened.app.process().pid ?? 0;
    const left = [main, ...(await descendantsOf(main)).map(({ pid }) => pid)];
    signal(main, 'SIGKILL');
    await allGone(left);
    await resumedBy(place);
  });

  /** Nothing was lost: no document failed. */
  async function resumedBy(place: string): Promise<void> {
    const next = await launchApp({ args, folder: place });
    onTestFinished(() => next.close());
    const [run] = await runs(next);
    expect(run?.state).toMatch(/^(interrupted|cancelled)$/);
    await next.ask('run.resume', { run: run?.id });
    await ended(next);
    expect((await live(next)).outcome).toMatchObject({
      state: 'completed',
      summary: { jobs: { succeeded: DOCUMENTS, failed: 0 } },
    });
  }
});
