/**
 * Holds the measurement against two truths: what the operating system accounts to the worker processes, and stages that burn
 * a known amount.
 *
 *   npm run bench:attribution [-- JOBS [WORKERS,…]]
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import Table from 'cli-table3';
import { defaultSettings } from '../../pipeline/contract/settings.ts';
import { cpuMicroseconds, isStage, type Span } from '../../pipeline/contract/spans.ts';
import type { StageName } from '../../pipeline/contract/stages.ts';
import { listOf, runPool } from '../../pipeline/engine/worker-pool.ts';
import { nowMicroseconds } from '../../pipeline/measure/clock.ts';
import { nodeHost } from '../../pipeline/process/host.ts';
import { burnPlaces, type KnownBurn } from './burn-worker.ts';
import { tell } from './rows.ts';

export interface Attribution {
  readonly workers: number;
  /** Microseconds over all workers and jobs. */
  readonly stages: Partial<Record<StageName, number>>;
  readonly unattributed: { readonly inJobs: number; readonly betweenJobs: number; readonly startUp: number };
  readonly children: number;
  /** Σ stages + unattributed − children: the workers' own CPU as measured from inside. */
  readonly inside: number;
  /** The same as the operating system accounts it. */
  readonly outside: number;
  readonly failures: readonly string[];
  /** Text of each job's result, in the order of their ends. */
  readonly texts: readonly string[];
}

/** Runs the jobs on N workers of the given entry and adds up both views. */
export async function measureAttribution(
  entry: URL,
  sourceRoot: string,
  keys: readonly string[],
  workers: number,
): Promise<Attribution> {
  const resultRoot = await mkdtemp(path.join(os.tmpdir(), 'rbench-attribution-'));
  const stages: Partial<Record<StageName, number>> = {};
  const unattributed = { inJobs: 0, betweenJobs: 0, startUp: 0 };
  const failures: string[] = [];
  const texts: string[] = [];
  let children = 0;
  let outside = 0;
  const add = (span: Span) => {
    stages[span.stage] = (stages[span.stage] ?? 0) + cpuMicroseconds(span);
    children += span.child_us;
  };
  try {
    await runPool(listOf(keys.map((key) => ({ id: randomUUID(), key }))), {
      start: {
        host: nodeHost(),
        entry,
        configure: {
          kind: 'configure',
          settings: defaultSettings,
          origin_us: nowMicroseconds(),
          source_root: sourceRoot,
          result_root: resultRoot,
          emit_contract: false,
        },
        onLine: () => undefined,
      },
      size: workers,
      timeoutSeconds: 120,
      signal: new AbortController().signal,
      events: {
        workerStarted: () => undefined,
        jobStarted: () => undefined,
        stageBegan: () => undefined,
        jobEnded(_job, outcome) {
          if (outcome.kind === 'lost') {
            failures.push(outcome.error.message);
            return;
          }
          outcome.report.spans.filter(isStage).forEach(add);
          unattributed.inJobs += cpuMicroseconds(outcome.report.unattributed);
          const { contract } = outcome.report;
          if (contract.status === 'FAILED') failures.push(contract.error.message);
          else texts.push(contract.result.text);
        },
        workerEnded(_id, end) {
          if (end.ledger === null || end.account === null) {
            failures.push(`a worker left no account: ${end.reason}`);
            return;
          }
          unattributed.startUp += cpuMicroseconds(end.ledger.start_up);
          unattributed.betweenJobs += cpuMicroseconds(end.ledger.between_jobs);
          outside += cpuMicroseconds(end.account.own);
        },
      },
    });
  } finally {
    await rm(resultRoot, { recursive: true, force: true });
  }
  const inStages = Object.values(stages).reduce((sum, value) => sum + value, 0);
  const inside = inStages - children + unattributed.inJobs + unattributed.betweenJobs + unattributed.startUp;
  return { workers, stages, unattributed, children, inside, outside, failures, texts };
}

/** What the stages of the stub truly burnt, over all jobs. */
export function knownBurn(attribution: Attribution): KnownBurn {
  const known: KnownBurn = { fetch: 0, quality_scoring: 0, enhancement: 0, ocr: 0, schema_adaptation: 0 };
  for (const text of attribution.texts) {
    for (const [stage, burnt] of Object.entries(JSON.parse(text) as KnownBurn)) known[stage as keyof KnownBurn] += burnt;
  }
  return known;
}

export const burnEntry = new URL('./burn-worker.ts', import.meta.url);
const documentEntry = new URL('../../pipeline/worker/main.ts', import.meta.url);

/** The report's demands, in percent. */
const SYSTEM_GOAL = { atMost: 2 };
const BURN_GOAL = { atMost: 5 };

const percentApart = (measured: number, truth: number) => 100 * Math.abs(measured / truth - 1);
const seconds = (microseconds: number) => (microseconds / 1e6).toFixed(3);
const difference = (measured: number, truth: number) => `${((measured / truth - 1) * 100).toFixed(2)} %`;

async function main(): Promise<void> {
  const outsideTable = new Table({
    head: [
      'jobs',
      'workers',
      'stages',
      'in jobs, no stage',
      'between jobs',
      'start-up',
      'children',
      'inside',
      'OS',
      'difference',
    ],
  });
  const burnTable = new Table({ head: ['workers', 'stage', 'burns in', 'known CPU-s', 'measured CPU-s', 'difference'] });
  const { fixtureFiles } = await import('./fixture-files.ts');
  const fixtures = await fixtureFiles(8);
  const jobs = Number(process.argv[2] ?? 12);
  for (const workers of (process.argv[3] ?? '1,2,4').split(',').map(Number)) {
    const stub = await measureAttribution(burnEntry, os.tmpdir(), Array(jobs).fill('stub'), workers);
    const documents = await measureAttribution(documentEntry, fixtures.root, fixtures.files, workers);
    for (const [name, result] of [
      ['stub', stub],
      ['documents', documents],
    ] as const) {
      for (const failure of result.failures) console.error(failure);
      const inStages = Object.values(result.stages).reduce((sum, value) => sum + value, 0);
      const { inJobs, betweenJobs, startUp } = result.unattributed;
      const parts = [inStages, inJobs, betweenJobs, startUp, result.children, result.inside, result.outside].map(seconds);
      tell('attribution', {
        what: `stages and remainder against the OS: ${name}, ${workers} ${workers === 1 ? 'worker' : 'workers'}`,
        ...{ value: percentApart(result.inside, result.outside), unit: '% apart', goal: SYSTEM_GOAL },
        note: result.failures.length === 0 ? `${jobs} jobs` : `${jobs} jobs, ${result.failures.length} failed`,
      });
      outsideTable.push([name, workers, ...parts, difference(result.inside, result.outside)]);
    }
    const known = knownBurn(stub);
    const stages = Object.keys(burnPlaces) as (keyof KnownBurn)[];
    const apart = stages.map((stage) => percentApart(stub.stages[stage] ?? 0, known[stage]));
    tell('attribution', {
      what: `a known burn found in its stage, the worst of ${stages.length}: ${workers} ${workers === 1 ? 'worker' : 'workers'}`,
      ...{ value: Math.max(...apart), unit: '% apart', goal: BURN_GOAL },
      spread: { low: Math.min(...apart), high: Math.max(...apart), of: 'least to most' },
    });
    for (const [stage, place] of Object.entries(burnPlaces) as [keyof KnownBurn, string][]) {
      const measured = stub.stages[stage] ?? 0;
      burnTable.push([workers, stage, place, seconds(known[stage]), seconds(measured), difference(measured, known[stage])]);
    }
  }
  console.log(
    'CPU seconds of the worker processes, measured from inside and as the operating system accounts them (goal: within 2 %)',
  );
  console.log(outsideTable.toString());
  console.log('A stub that burns a known amount (goal: within 5 %)');
  console.log(burnTable.toString());
}

if (import.meta.main) await main();
