/**
 * Looks at the machine: what is found, what is missing and what brings it, and how steady it is. Takes a second or two.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { BenchError } from '../contract/errors.ts';
import type { Examination, Finding, Inventory } from '../contract/examination.ts';
import { modelsOf } from '../contract/ocr-models.ts';
import { defaultSettings } from '../contract/settings.ts';
import { cpuMicroseconds } from '../contract/spans.ts';
import { nowMicroseconds, sleep } from '../measure/clock.ts';
import { processCpu } from '../measure/cpu.ts';
import { readEnvironment } from '../measure/environment.ts';
import { NoiseMonitor } from '../measure/noise.ts';
import { type EngineName, engineNames, findEngine } from '../ocr/engine.ts';
import type { ProcessHost } from '../process/host.ts';
import { openStore } from '../store/store.ts';
import { ownerIsAlive } from './owner.ts';
import { WorkerProcess } from './worker-process.ts';

const QUIET_MS = 1000;

export interface ExaminationOf {
  /** The host to try; null where only Electron's main process can start one. */
  readonly host: ProcessHost | null;
  readonly workerEntry: URL;
  readonly database: string;
  /** Whose git revision is told. */
  readonly checkout: string;
}

export async function examineMachine({ host, workerEntry, database, checkout }: ExaminationOf): Promise<Examination> {
  const environment = readEnvironment(host?.kind ?? 'utility', {}, checkout);
  const noise = new NoiseMonitor(environment);
  const before = cpuMicroseconds(processCpu());
  await sleep(QUIET_MS);
  const { warnings } = noise.finish(cpuMicroseconds(processCpu()) - before);
  return {
    environment,
    engines: await examineEngines(),
    hosts: host === null ? [] : [await examineHost(host, workerEntry)],
    database: examineDatabase(database),
    noise: { calibration: noise.calibration, warnings },
  };
}

/** As much as can be told in no time. */
export async function takeInventory({ host, database, checkout }: Omit<ExaminationOf, 'workerEntry'>): Promise<Inventory> {
  return {
    environment: readEnvironment(host?.kind ?? 'utility', {}, checkout),
    engines: await examineEngines(),
    database: describeDatabase(database),
  };
}

/** Every engine with every model it knows by name. */
async function examineEngines(): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const engine of engineNames) {
    for (const model of modelsOf(engine)) findings.push(await examineEngine(engine, model));
  }
  return findings;
}

async function examineEngine(engine: EngineName, model: string): Promise<Finding> {
  const what = `${engine}, model ${model}`;
  try {
    const { versions, detail } = await findEngine({ ...defaultSettings, 'ocr.engine': engine, 'ocr.model': model });
    const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
    return { what, found: true, detail: [...named, detail].join(', ') };
  } catch (thrown) {
    return { what, found: false, detail: BenchError.wrap(thrown).message };
  }
}

/** Starts a real worker and lets it go again. */
async function examineHost(host: ProcessHost, entry: URL): Promise<Finding> {
  const what = host.kind;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-doctor-'));
  const start = nowMicroseconds();
  try {
    const worker = await WorkerProcess.start({
      host,
      entry,
      configure: {
        kind: 'configure',
        settings: defaultSettings,
        origin_us: start,
        source_root: folder,
        result_root: folder,
        emit_contract: false,
      },
      onLine: () => undefined,
    });
    const readyMs = Math.round((nowMicroseconds() - start) / 1000);
    await worker.close();
    return { what, found: true, detail: `a worker process is ready in ${readyMs} ms` };
  } catch (thrown) {
    return { what, found: false, detail: BenchError.wrap(thrown).message };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function describeDatabase(file: string): Inventory['database'] {
  try {
    const store = openStore(file, { mode: 'read' });
    try {
      return store.describe();
    } finally {
      store.close();
    }
  } catch (thrown) {
    const error = BenchError.wrap(thrown);
    return error.code === 'store.missing' ? null : { problem: `${error.code}: ${error.message}` };
  }
}

function examineDatabase(file: string): Finding {
  try {
    const store = openStore(file, { mode: 'read' });
    try {
      const [latest] = store.listRuns({ limit: 1 });
      const active = latest?.owner && ownerIsAlive(latest.owner) ? ', a run is going on' : '';
      return {
        what: file,
        found: true,
        detail: store.notice ?? (latest === undefined ? 'no runs yet' : `last run ${latest.created_at}${active}`),
      };
    } finally {
      store.close();
    }
  } catch (thrown) {
    const error = BenchError.wrap(thrown);
    return {
      what: file,
      found: error.code === 'store.missing',
      detail: error.code === 'store.missing' ? 'made by the first run' : error.message,
    };
  }
}
