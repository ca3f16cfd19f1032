import { describe, expect, it } from 'vitest';
import type { MetricsContract } from '../contract/metrics.ts';
import type { RunSummary, WorkerRecord } from '../contract/run.ts';
import { exitReason } from '../process/host.ts';
import { ContractRelay } from './contract-relay.ts';
import { LostJobTrace } from './lost-job-trace.ts';
import { ownerIsAlive, thisProcess } from './owner.ts';
import { startClock } from './run-clock.ts';
import { ledgerGap, runWarnings } from './run-warnings.ts';

describe('ContractRelay', () => {
  const contract = (job_id: string): MetricsContract => ({
    status: 'FAILED',
    job_id,
    error: { code: 'input.empty', message: 'empty', stage: 'fetch' },
    metrics: { total_cpu_seconds: 0, total_wall_seconds: 0, execution_temperature: 'cold', processing_path: null, stages: {} },
  });
  const [one, two] = ['0b7d1c52-4c1e-4f3a-9a55-6f2f0c9f1d11', '0b7d1c52-4c1e-4f3a-9a55-6f2f0c9f1d12'] as const;

  it('tells a contract once its job is kept, whichever comes first', () => {
    const told: string[] = [];
    const relay = new ContractRelay(({ job_id }) => told.push(job_id));
    relay.lineWritten(JSON.stringify(contract(one)));
    relay.jobKept(two);
    expect(told).toEqual([]);
    relay.lineWritten(JSON.stringify(contract(two)));
    relay.jobKept(one);
    expect(told).toEqual([two, one]);
  });

  it('never tells the success of a job that was lost between its line and its report', () => {
    const told: MetricsContract[] = [];
    const relay = new ContractRelay((line) => told.push(line));
    const success = (job: string) =>
      JSON.stringify({ ...contract(job), error: { code: 'internal', message: 'early', stage: null } });
    relay.lineWritten(success(one));
    relay.jobLost(contract(one));
    relay.jobLost(contract(two));
    relay.lineWritten(success(two));
    expect(told).toEqual([contract(one), contract(two)]);
  });

  it('passes over what a library prints', () => {
    const told: unknown[] = [];
    const relay = new ContractRelay((line) => told.push(line));
    for (const line of ['', 'Estimating resolution as 150', '{"status":"SUCCESS"}', '[1,']) relay.lineWritten(line);
    expect(told).toEqual([]);
  });
});

describe('LostJobTrace', () => {
  it('gives each stage what was burnt between its begin and the next, and the last one up to the last look', () => {
    let burnt = 0;
    const account = () => ({
      own: { user_us: burnt, system_us: 0 },
      children: { user_us: 0, system_us: 0 },
      startTicks: 1,
      zombie: false,
    });
    let alive = true;
    const trace = new LostJobTrace(() => (alive ? account() : null), 0);
    trace.stageBegan('fetch');
    burnt = 30_000;
    trace.stageBegan('ocr');
    burnt = 730_000;
    trace.sample();
    alive = false;
    trace.sample();
    trace.stop();
    expect(trace.runningStage).toBe('ocr');
    expect(trace.finish().map(({ stage, user_us }) => [stage, user_us])).toEqual([
      ['fetch', 30_000],
      ['ocr', 700_000],
    ]);
  });
});

describe('exitReason', () => {
  it.each([
    [null, 'SIGKILL', '', 'killed by SIGKILL'],
    [7, null, '', 'exit code 7'],
    [
      134,
      null,
      'Some warning\nFATAL ERROR: JavaScript heap out of memory\n    at foo',
      'exit code 134: FATAL ERROR: JavaScript heap out of memory',
    ],
  ])('%j %j', (code, signal, words, reason) => expect(exitReason(code, signal, words)).toBe(reason));
});

describe('the owner of a run', () => {
  it('is this process, and nobody after a boot or another start', () => {
    const owner = thisProcess();
    expect(ownerIsAlive(owner)).toBe(true);
    expect(ownerIsAlive({ ...owner, boot: 'another' })).toBe(false);
    if (process.platform === 'linux') expect(ownerIsAlive({ ...owner, started: '1' })).toBe(false);
  });
});

describe('the clock of a run', () => {
  it('goes on from the anchor of a run that began earlier', () => {
    const clock = startClock(new Date(Date.now() - 60_000).toISOString());
    expect(clock.now()).toBeGreaterThanOrEqual(59_999_000);
    expect(clock.now()).toBeLessThan(70_000_000);
  });

  it('never runs before its origin when the wall clock was set back', () => {
    expect(startClock(new Date(Date.now() + 3_600_000).toISOString()).now()).toBeGreaterThanOrEqual(0);
  });
});

describe('runWarnings', () => {
  const summary = {
    temperatures: { cold: { jobs: 1, cpu_seconds: 1 }, warm: { jobs: 20, cpu_seconds: 1 } },
    cpu_per_doc: { fast: 1, standard: 2, weighted: 1.3 },
  } as unknown as RunSummary;
  const worker = (process_us: number, system_us: number) =>
    ({
      ledger: { process: { user_us: process_us, system_us: 0 }, system: { user_us: system_us, system_us: 0 } },
    }) as WorkerRecord;
  const quiet = { isSample: true, workers: 2, cores: 2, summary, ledgers: [worker(5_000_000, 5_010_000)], busyStages: 0 };
  const codes = (change: Partial<typeof quiet>) => runWarnings({ ...quiet, ...change }).map(({ code }) => code);

  it('says nothing of a sound run', () => expect(codes({})).toEqual([]));
  it('names threads that went on burning', () => expect(codes({ busyStages: 1 })).toEqual(['measure.threads_busy']));
  it('names a gap between inside and outside', () =>
    expect(codes({ ledgers: [worker(5_000_000, 5_200_000)] })).toEqual(['measure.ledger_gap']));
  it('does not hold short lives to it', () => expect(ledgerGap([worker(100_000, 120_000)])).toBeNull());
  it('names a path that no document took', () =>
    expect(codes({ summary: { ...summary, cpu_per_doc: { fast: null, standard: 2, weighted: null } } })).toEqual([
      'sample.path_missing',
    ]));
  it('asks of a comparison neither a number of documents nor both paths', () => {
    const cold = { cold: { jobs: 1, cpu_seconds: 1 }, warm: { jobs: 2, cpu_seconds: 1 } };
    const small = { ...summary, temperatures: cold, cpu_per_doc: { fast: 1, standard: null, weighted: null } };
    expect(codes({ summary: small })).toEqual(['sample.small', 'sample.path_missing']);
    expect(codes({ summary: small, isSample: false })).toEqual([]);
  });
  it('names workers that must share cores', () => expect(codes({ workers: 3 })).toEqual(['sample.more_workers_than_cores']));
});
