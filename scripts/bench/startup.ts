/**
 * What the command line takes to start and to read its first document, and how much memory engine and worker hold: at rest, and at most
 * in a run. The app's own start and memory are in `bench:app`.
 *
 *   npm run bench:startup [-- STARTS [DOCUMENTS]]
 *
 * Commands are timed as Node runs them; what npm adds before them is a command of its own here. Resident memory counts shared
 * libraries in each process, the proportional set shares them out; Linux keeps the highest of the former only.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { table } from '../../pipeline/cli/output.ts';
import type { RunRequest } from '../../pipeline/contract/engine-messages.ts';
import { defaultSettings } from '../../pipeline/contract/settings.ts';
import { EngineClient } from '../../pipeline/engine/client.ts';
import { nodeOnly } from '../../pipeline/engine/worker-hosts.ts';
import { readOrNull } from '../../pipeline/measure/proc-stat.ts';
import { nodeHost } from '../../pipeline/process/host.ts';
import { fixtureFiles } from './fixture-files.ts';
import { startOurWorker } from './our-worker.ts';
import { rankOf, tell, tellNotMeasured } from './rows.ts';

const STARTS = Number(process.argv[2] ?? 5);
const DOCUMENTS = Number(process.argv[3] ?? 10);
/** After so long V8 has given back what it will. */
const REST_MS = 2000;
const main = fileURLToPath(new URL('../../pipeline/cli/main.ts', import.meta.url));
const engineEntry = new URL('../../pipeline/engine/main.ts', import.meta.url);

const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-bench-startup-'));
const database = path.join(folder, 'bench.sqlite');
const rows: (string | number)[][] = [];
try {
  const { root, files } = await fixtureFiles(DOCUMENTS);
  const one = ['run', '--docs', path.join(root, files[0] ?? ''), '--db', database];
  timeStarts('rbench --version', process.execPath, [main, '--version']);
  // The npm that runs this, if one does.
  const [npm, ...first] = process.env.npm_execpath === undefined ? ['npm'] : [process.execPath, process.env.npm_execpath];
  timeStarts('npm run --silent rbench -- --version', npm, [...first, 'run', '--silent', 'rbench', '--', '--version']);
  timeStarts('rbench run, one document, its job cold', process.execPath, [main, ...one]);
  timeStarts('rbench runs', process.execPath, [main, 'runs', '--db', database]);
  if (process.platform === 'linux') {
    await measureEngine(root);
    await measureWorker(root, files);
  } else tellNotMeasured('startup', 'memory of engine and worker', 'only Linux tells the memory of another process');
  console.log(table([{ title: 'what', align: 'left' }, { title: 'median' }, { title: 'least to most' }], rows));
} finally {
  await rm(folder, { recursive: true, force: true });
}

function timeStarts(what: string, command: string, words: readonly string[]): void {
  process.stderr.write(`${what} …\n`);
  const seconds = Array.from({ length: STARTS }, () => {
    const begun = performance.now();
    const { status, stderr } = spawnSync(command, words, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${what} failed: ${stderr}`);
    return (performance.now() - begun) / 1000;
  });
  const [low, median, high] = [Math.min(...seconds), rankOf(seconds, 0.5), Math.max(...seconds)];
  rows.push([what, `${median.toFixed(2)} s`, `${low.toFixed(2)} to ${high.toFixed(2)} s`]);
  tell('startup', { what, value: median, unit: 's', spread: { low, high, of: 'least to most' }, note: `median of ${STARTS}` });
}

interface Memory {
  readonly resident: number;
  readonly proportional: number;
  /** The highest that `resident` has been. */
  readonly mostResident: number;
}

/** In megabytes. */
function memoryOf(pid: number): Memory {
  const kilobytes = (file: string, field: string) =>
    Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readOrNull(`/proc/${pid}/${file}`) ?? '')?.[1] ?? Number.NaN);
  return {
    resident: kilobytes('status', 'VmRSS') / 1000,
    proportional: kilobytes('smaps_rollup', 'Pss') / 1000,
    mostResident: kilobytes('status', 'VmHWM') / 1000,
  };
}

function tellRest(what: string, { resident, proportional }: Memory): void {
  rows.push([`${what}, resident (proportional set)`, `${Math.round(resident)} MB (${Math.round(proportional)} MB)`, '']);
  tell('startup', {
    what: `${what}, proportional set`,
    value: proportional,
    unit: 'MB',
    note: `resident ${Math.round(resident)} MB`,
  });
}

function tellMost(what: string, { mostResident }: Memory): void {
  rows.push([`${what}, resident at most`, `${Math.round(mostResident)} MB`, '']);
  tell('startup', { what: `${what}, resident at most`, value: mostResident, unit: 'MB', note: `${DOCUMENTS} documents` });
}

async function measureEngine(root: string): Promise<void> {
  process.stderr.write('The engine …\n');
  const engine = await EngineClient.start({
    ...{ host: nodeHost(), entry: engineEntry, database, hosts: nodeOnly },
    onEvent: () => undefined,
  });
  try {
    await sleep(REST_MS);
    tellRest('engine at rest', memoryOf(engine.pid ?? 0));
    const request: RunRequest = {
      ...{ name: 'memory', documents: root, selection: 'mixed', count: DOCUMENTS, settings: defaultSettings },
      ...{ results: null, emit_contract: false },
    };
    await engine.call({ call: 'run', request });
    tellMost('engine in a run', memoryOf(engine.pid ?? 0));
  } finally {
    engine.close();
  }
}

async function measureWorker(root: string, files: readonly string[]): Promise<void> {
  process.stderr.write('A worker …\n');
  const worker = await startOurWorker(defaultSettings, root, folder);
  try {
    await sleep(REST_MS);
    tellRest('worker at rest, before its first document', memoryOf(worker.pid));
    for (const file of files) await worker.read(file);
    await sleep(REST_MS);
    tellRest('worker at rest, its model loaded', memoryOf(worker.pid));
    tellMost('worker in a run', memoryOf(worker.pid));
    await worker.close();
  } finally {
    worker.kill();
  }
}
