/**
 * Documents per minute with 1 and with 2 workers, interleaved ABBA, through the whole engine.
 *
 *   npm run bench:scaling [-- DOCUMENTS]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import Table from 'cli-table3';
import { defaultSettings } from '../../pipeline/contract/settings.ts';
import { startRun } from '../../pipeline/engine/runs.ts';
import { nodeOnly, workerHosts } from '../../pipeline/engine/worker-hosts.ts';
import { nowMicroseconds } from '../../pipeline/measure/clock.ts';
import { nodeHost } from '../../pipeline/process/host.ts';
import { openStore } from '../../pipeline/store/store.ts';
import { fixtureFiles } from './fixture-files.ts';
import { type Spread, tell } from './rows.ts';

const count = Number(process.argv[2] ?? 20);
const { root } = await fixtureFiles(count);
const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-scaling-'));
const store = openStore(path.join(folder, 'bench.sqlite'), { mode: 'write' });

interface Pass {
  readonly perMinute: number;
  readonly cpuPerDocument: number;
}

/** From the first document's start to the last one's end: process start-up is not throughput. */
async function runWith(workers: number): Promise<Pass> {
  let first = 0;
  let last = 0;
  const outcome = await startRun(
    {
      store,
      hosts: workerHosts(nodeOnly, nodeHost()),
      workerEntry: new URL('../../pipeline/worker/main.ts', import.meta.url),
      generatorEntry: new URL('../../pipeline/load/generator/main.ts', import.meta.url),
      emit({ event }) {
        if (event === 'job_started' && first === 0) first = nowMicroseconds();
        if (event === 'job_ended') last = nowMicroseconds();
      },
    },
    {
      name: `${workers} workers`,
      documents: root,
      selection: 'mixed',
      count,
      settings: { ...defaultSettings, workers },
      results: null,
      emit_contract: false,
    },
    new AbortController().signal,
  );
  const { cold, warm } = outcome.summary.temperatures;
  const cpu = (cold.cpu_seconds ?? 0) * cold.jobs + (warm.cpu_seconds ?? 0) * warm.jobs;
  return { perMinute: (count * 60e6) / (last - first), cpuPerDocument: cpu / (cold.jobs + warm.jobs) };
}

const passes: Record<1 | 2, Pass[]> = { 1: [], 2: [] };
for (const workers of [1, 2, 2, 1] as const) {
  process.stderr.write(`${workers} worker${workers > 1 ? 's' : ''} …\n`);
  passes[workers].push(await runWith(workers));
}
store.close();
await rm(folder, { recursive: true });

const mean = (workers: 1 | 2, value: keyof Pass) =>
  passes[workers].reduce((sum, pass) => sum + pass[value], 0) / passes[workers].length;
const leastToMost = (values: readonly number[]): Spread => ({
  low: Math.min(...values),
  high: Math.max(...values),
  of: 'least to most',
});
const table = new Table({ head: ['workers', 'documents per minute', 'each pass', 'CPU s per document'] });
for (const workers of [1, 2] as const) {
  const each = passes[workers].map((pass) => pass.perMinute.toFixed(1)).join(', ');
  tell('scaling', {
    what: `documents a minute with ${workers} ${workers === 1 ? 'worker' : 'workers'}`,
    ...{
      value: mean(workers, 'perMinute'),
      unit: 'a minute',
      spread: leastToMost(passes[workers].map(({ perMinute }) => perMinute)),
    },
    note: `${mean(workers, 'cpuPerDocument').toFixed(3)} CPU s a document`,
  });
  table.push([workers, mean(workers, 'perMinute').toFixed(1), each, mean(workers, 'cpuPerDocument').toFixed(3)]);
}
tell('scaling', {
  what: '2 workers over 1, documents a minute',
  ...{ value: mean(2, 'perMinute') / mean(1, 'perMinute'), unit: '×', goal: { atLeast: 1.8 } },
  spread: leastToMost(passes[2].flatMap((two) => passes[1].map((one) => two.perMinute / one.perMinute))),
  note: `needs two free cores; ${count} documents a pass`,
});
console.log(table.toString());
console.log(
  `2 workers finish ${(mean(2, 'perMinute') / mean(1, 'perMinute')).toFixed(2)} times as many documents per minute as 1 (goal on 2 free cores: 1.8)`,
);
