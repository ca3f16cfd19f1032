/**
 * The commands as a person and a script use them.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawDocuments, rbench, startRbench } from '../../scripts/testing/rbench.ts';
import { stageNames } from '../contract/stages.ts';

const DOCUMENTS = 4;

let folder: string;
let documents: string;
let database: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-commands-'));
  documents = path.join(folder, 'documents');
  database = path.join(folder, 'bench.sqlite');
  await drawDocuments(documents, DOCUMENTS);
  await writeFile(path.join(documents, 'page_000.txt'), 'NOTHING OF THIS IS ON THE PAGE');
  await writeFile(path.join(documents, 'page_000.json'), JSON.stringify({ type: 'receipt', fields: { total: '9.50' } }));
});
afterAll(() => rm(folder, { recursive: true }));

async function json(...words: string[]) {
  const { code, stdout, stderr } = await rbench([...words, '--db', database, '--json']);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
}

describe('rbench', () => {
  it('measures a folder, lists it, shows it and deletes it with all it wrote', async () => {
    const result = await json('run', '--docs', documents, '--name', 'first', '--set', 'preOcr=true');
    expect(result).toMatchObject({
      state: 'completed',
      jobs: { succeeded: DOCUMENTS, failed: 0 },
      cold_jobs: 1,
      accuracy: { documents: 1, cer: 1, field_f1: 0, fields: { total: { right: 0, of: 1 } } },
      db: database,
    });
    expect(Object.keys(result.stages)).toEqual([...stageNames]);
    const parts = Object.values(result.stages as Record<string, { cpu_seconds: number }>).reduce(
      (sum, stage) => sum + stage.cpu_seconds,
      0,
    );
    const { standard, fast, weighted } = result.cpu_per_doc;
    expect(standard ?? fast).toBeCloseTo(parts, 6);
    expect(weighted).toBeNull();
    expect(result.unattributed_ratio).toBeLessThan(0.2);
    expect(result.invariants.map(({ name }: { name: string }) => name)).toEqual([
      'ocr_on_every_job',
      'required_fields',
      'error_rate',
      'no_gpu',
    ]);
    expect(result.warnings.map(({ code }: { code: string }) => code)).toContain('sample.small');

    const { runs } = await json('runs', '--search', 'first');
    expect(runs).toMatchObject([{ id: result.run_id, state: 'completed', name: 'first' }]);

    const shown = await json('show', result.run_id.slice(0, 8));
    expect(shown).toMatchObject({ run_id: result.run_id, jobs: result.jobs, cpu_per_doc: result.cpu_per_doc });
    const [{ ledger }] = shown.workers;
    const cpu = (time: { user_us: number; system_us: number }) => time.user_us + time.system_us;
    expect(cpu(ledger.startup) + cpu(ledger.in_jobs) + cpu(ledger.between_jobs)).toBe(cpu(ledger.process));
    // The system counts user and system in ticks of 10 ms; the 2 % are held in attribution.integration.ts, over longer lives.
    expect(Math.abs(cpu(ledger.process) - cpu(ledger.system))).toBeLessThan(0.02 * cpu(ledger.system) + 20_000);

    const { spans, result: read } = await json('show', 'latest', '--job', '1');
    expect(spans.filter(({ part }: { part: string }) => part === '').map(({ stage }: { stage: string }) => stage)).toEqual([
      ...stageNames,
    ]);
    const outputs = path.join(folder, 'results', result.run_id);
    expect(existsSync(path.join(outputs, read.outputs.master))).toBe(true);
    expect(existsSync(path.join(outputs, read.outputs.preview))).toBe(true);

    expect((await rbench(['delete', result.run_id.slice(0, 3), '--db', database])).code).toBe(2);
    expect(await json('delete', result.run_id)).toEqual({ deleted: result.run_id });
    expect(existsSync(outputs)).toBe(false);
    expect((await json('runs')).runs).toEqual([]);
  });

  it('prints the metrics contract of each job as its schema says, and nothing else, to stdout', async () => {
    const bad = path.join(folder, 'with a bad one');
    await drawDocuments(bad, 2);
    await writeFile(path.join(bad, 'zero.jpg'), '');
    const { stdout } = await rbench(['run', '--docs', bad, '--workers', '2', '--emit', 'ndjson', '--db', database]);
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(
      JSON.parse(readFileSync(new URL('../../resources/metrics-contract.schema.json', import.meta.url), 'utf8')),
    );
    const contracts = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (const contract of contracts) expect(validate(contract), JSON.stringify(validate.errors)).toBe(true);
    expect(contracts.map(({ status }) => status).sort()).toEqual(['FAILED', 'SUCCESS', 'SUCCESS']);
    for (const { status, metrics } of contracts) {
      if (status === 'FAILED') continue;
      const sum = Object.values(metrics.stages as Record<string, { cpu_seconds: number }>).reduce(
        (total, stage) => total + stage.cpu_seconds,
        0,
      );
      expect(metrics.total_cpu_seconds).toBeCloseTo(sum, 6);
      expect(metrics.stages).not.toHaveProperty('pre_ocr');
    }
  });

  it('stops at Ctrl-C with 130, keeps what is finished, and resumes', async () => {
    const run = startRbench(['run', '--docs', documents, '--count', '40', '--emit', 'ndjson', '--db', database]);
    await new Promise<void>((resolve) => run.child.stdout?.once('data', () => resolve()));
    // As a terminal does it: to the whole group.
    process.kill(-run.child.pid!, 'SIGINT');
    const { code, stderr } = await run.ended;
    expect([code, stderr]).toEqual([130, expect.stringContaining('rbench resume')]);
    const before = await json('show', 'latest');
    expect(before.state).toBe('cancelled');
    expect(before.jobs.succeeded).toBeGreaterThan(0);
    expect(before.jobs.unfinished).toBeGreaterThan(0);
    expect(new Set(before.documents.map(({ status }: { status: string }) => status))).toEqual(new Set(['succeeded', 'queued']));
    const after = await json('resume', 'latest');
    expect(after).toMatchObject({ run_id: before.run_id, state: 'completed', jobs: { succeeded: 40, failed: 0, unfinished: 0 } });
    const again = await rbench(['resume', 'latest', '--db', database, '--json']);
    expect([again.code, JSON.parse(again.stdout).error.code]).toEqual([1, 'run.nothing_to_resume']);
  });

  it('refuses to resume a run whose documents have changed', async () => {
    const changing = path.join(folder, 'changing');
    await drawDocuments(changing, 3);
    const run = startRbench(['run', '--docs', changing, '--count', '40', '--emit', 'ndjson', '--db', database]);
    await new Promise<void>((resolve) => run.child.stdout?.once('data', () => resolve()));
    process.kill(-run.child.pid!, 'SIGINT');
    await run.ended;
    await writeFile(path.join(changing, 'page_001.jpg'), 'something else');
    const { code, stdout } = await rbench(['resume', 'latest', '--db', database, '--json']);
    expect([code, JSON.parse(stdout).error.code]).toEqual([1, 'run.documents_changed']);
  });

  it('looks at the machine', async () => {
    const { engines, hosts, environment, noise } = await json('doctor');
    const found = engines.filter((engine: { found: boolean }) => engine.found).map(({ what }: { what: string }) => what);
    expect(found).toEqual(
      expect.arrayContaining(['tesseract.js, model best_int', 'tesseract.js, model standard', 'paddle, model mobile']),
    );
    // What only some systems have is told with what brings it.
    for (const { what, detail } of engines.filter((engine: { found: boolean }) => !engine.found))
      expect(detail, what).toMatch(/install/);
    expect(hosts).toMatchObject([{ what: 'node', found: true }]);
    expect(environment.versions.node).toBe(process.versions.node);
    expect(noise.calibration.median_us).toBeGreaterThan(0);
  });

  it('writes generated documents that it can measure with their truth', async () => {
    const out = path.join(folder, 'fixtures');
    await json('fixtures', '--count', '3', '--seed', '5', '--out', out);
    expect(readdirSync(path.join(out, 'fast-path'))).toHaveLength(2);
    const result = await json('run', '--docs', out, '--count', '1');
    expect(result.jobs).toMatchObject({ succeeded: 1, failed: 0 });
    expect(result.accuracy.cer).toBeLessThan(0.1);
  });
});
