/**
 * rbench trace as a person and a script use it.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { importedJobs } from '../../scripts/bench/store-data.ts';
import { drawDocuments, rbench, startRbench } from '../../scripts/testing/rbench.ts';
import { openStore } from '../store/store.ts';
import { testFolder, withDatabase } from '../store/testing/folders.ts';
import { span } from '../store/testing/measured-run.ts';
import { sampleDocument, sampleRun } from '../store/testing/samples.ts';

const DOCUMENTS = 3;

async function measured() {
  const { path: folder, file: database } = testFolder(onTestFinished);
  const documents = path.join(folder, 'documents');
  await drawDocuments(documents, DOCUMENTS);
  const run = ['run', '--docs', documents, '--workers', '2', '--db', database, '--json'];
  const { code, stdout, stderr } = await rbench(run);
  expect(code, stderr).toBe(0);
  return { folder, database, run: JSON.parse(stdout) };
}

/** So many jobs that writing their timeline takes a while. */
function largeRun(jobs: number) {
  const { path: folder, file: database } = testFolder(onTestFinished);
  const store = openStore(database, { mode: 'write' });
  const run = sampleRun();
  const documentIds = store.createRun(run, [sampleDocument()], []);
  const worker = randomUUID();
  store.workerStarted({ id: worker, run_id: run.id, slot: 0, pid: 99, started_us: 1 });
  const spans = Array.from({ length: 10 }, (_, index) => span('ocr', index === 0 ? '' : `part ${index}`, 0, 0));
  store.importJobs(
    run.id,
    Array.from(importedJobs(documentIds, jobs), (job) => ({ ...job, spans })),
  );
  store.close();
  withDatabase(database, (sqlite) => sqlite.prepare('UPDATE jobs SET worker_id = ?').run(worker));
  return { folder, database, run };
}

describe('rbench trace', () => {
  it('writes the timeline of a measured run in both formats, with what the database holds of it', async () => {
    const { folder, database, run } = await measured();
    for (const format of ['chrome', 'speedscope']) {
      const out = path.join(folder, `${format}.json`);
      writeFileSync(out, 'an older one');
      const words = ['trace', '--run', run.run_id.slice(0, 8), '--format', format, '--out', out, '--db', database, '--json'];
      const { code, stdout, stderr } = await rbench(words);
      expect(code, stderr).toBe(0);
      const written = JSON.parse(stdout);
      const text = readFileSync(out, 'utf8');
      expect(written).toEqual({
        run_id: run.run_id,
        format,
        file: out,
        documents: DOCUMENTS,
        spans: expect.any(Number),
        bytes: Buffer.byteLength(text),
      });
      expect(stderr).toContain(`writing the timeline ${DOCUMENTS}/${DOCUMENTS}`);
      if (format === 'speedscope') {
        const { profiles } = JSON.parse(text);
        expect(profiles.map(({ name }: { name: string }) => name)).toEqual(['Worker 1', 'Worker 2', 'All workers, CPU']);
        continue;
      }
      const events: { ph: string; name: string; args: { cpu_us: number } }[] = JSON.parse(text).traceEvents;
      expect(events.filter(({ ph }) => ph === 'X')).toHaveLength(written.spans);
      const ocr = events.filter(({ name }) => name === 'ocr').reduce((sum, { args }) => sum + args.cpu_us, 0);
      expect(ocr / 1e6 / DOCUMENTS).toBeCloseTo(run.stages.ocr.cpu_seconds, 6);
    }
  });

  it('stops at Ctrl-C with 130 and leaves no file behind, nor harms an older one', async () => {
    const { folder, database } = largeRun(30_000);
    const before = readdirSync(folder).toSorted();
    const out = path.join(folder, 'trace.json');
    for (const older of [false, true]) {
      if (older) writeFileSync(out, 'an older one');
      const words = ['trace', '--run', 'latest', '--format', 'chrome', '--out', out, '--db', database];
      const started = startRbench(older ? [...words, '--json'] : words);
      await once(started.child.stderr!, 'data');
      process.kill(-started.child.pid!, 'SIGINT');
      const { code, stdout, stderr } = await started.ended;
      expect([code, older ? JSON.parse(stdout).error.code : stdout]).toEqual([130, older ? 'call.cancelled' : '']);
      if (!older) expect(stderr).toContain('call.cancelled');
      const left = readdirSync(folder).filter((name) => !name.startsWith('bench.sqlite-'));
      expect(left.toSorted()).toEqual([
        ...before.filter((name) => !name.startsWith('bench.sqlite-')),
        ...(older ? ['trace.json'] : []),
      ]);
    }
    expect(readFileSync(out, 'utf8')).toBe('an older one');
  });

  it('says what is wrong with a call, a run or a place, each with its code', async () => {
    const { folder, database, run } = largeRun(1);
    const closed = path.join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o555);
    const attempt = async (id: string, format: string, out: string) => {
      const words = ['trace', '--run', id, '--format', format, '--out', out, '--db', database, '--json'];
      const { code, stdout } = await rbench(words, { unprivileged: true });
      return [code, JSON.parse(stdout).error.code];
    };
    const out = path.join(folder, 'trace.json');
    expect(await attempt(run.id, 'svg', out)).toEqual([2, 'usage.bad_option']);
    expect(await attempt('ffffffff', 'chrome', out)).toEqual([2, 'run.not_found']);
    expect(await attempt(run.id, 'chrome', path.join(folder, 'missing', 'trace.json'))).toEqual([1, 'export.failed']);
    expect(await attempt(run.id, 'chrome', path.join(closed, 'trace.json'))).toEqual([1, 'export.failed']);
    expect(await attempt(run.id, 'chrome', folder)).toEqual([1, 'export.failed']);
    withDatabase(database, (sqlite) => sqlite.prepare('UPDATE jobs SET worker_id = NULL').run());
    expect(await attempt(run.id, 'chrome', out)).toEqual([1, 'run.nothing_to_draw']);
    expect(readdirSync(closed)).toEqual([]);
  });
});
