/**
 * rbench doctor: what this machine is, what is found, what is missing and the command that brings it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { BenchError } from '../../contract/errors.ts';
import { defaultSettings } from '../../contract/settings.ts';
import { cpuMicroseconds } from '../../contract/spans.ts';
import { ownerIsAlive } from '../../engine/owner.ts';
import { nodeHost } from '../../engine/process-host.ts';
import { workerEntry } from '../../engine/runs.ts';
import { WorkerProcess } from '../../engine/worker-process.ts';
import { nowMicroseconds, sleep } from '../../measure/clock.ts';
import { processCpu } from '../../measure/cpu.ts';
import { readEnvironment } from '../../measure/environment.ts';
import { NoiseMonitor } from '../../measure/noise.ts';
import { readModel } from '../../ocr/tesseract-model.ts';
import { openStore } from '../../store/store.ts';
import { exitCodes } from '../exit.ts';
import { type CommonOptions, databaseOf, example, withDatabase } from '../options.ts';
import { caution, heading, print, printJson } from '../output.ts';

/** One thing looked at: what was found, or what is missing and how to get it. */
interface Finding {
  readonly what: string;
  readonly found: boolean;
  readonly detail: string;
}

const QUIET_MS = 1000;

export function addCommand(program: Command): void {
  withDatabase(program.command('doctor'))
    .description('look at this machine: engines, process host, noise, database; says what is missing and how to get it')
    .addHelpText('after', example('rbench doctor'))
    .action(doctor);
}

async function doctor(options: CommonOptions): Promise<void> {
  const environment = readEnvironment('node', {}, fileURLToPath(new URL('../../..', import.meta.url)));
  const noise = new NoiseMonitor(environment);
  const before = cpuMicroseconds(processCpu());
  await sleep(QUIET_MS);
  const { warnings } = noise.finish(cpuMicroseconds(processCpu()) - before);
  const engines = [await probeModel('best_int'), await probeModel('standard')];
  const hosts = [await probeHost()];
  const database = probeDatabase(databaseOf(options));
  const missing = [...engines, ...hosts, database].filter((finding) => !finding.found);

  if (options.json) printJson({ environment, engines, hosts, database, noise: { calibration: noise.calibration, warnings } });
  else {
    print(heading('Machine'));
    print(
      `  ${environment.cpu_model}, ${environment.cores} cores${environment.core_quota === null ? '' : ` (quota ${environment.core_quota})`}`,
    );
    print(
      `  ${(environment.memory_bytes / 2 ** 30).toFixed(1)} GiB memory, ${(environment.free_memory_bytes / 2 ** 30).toFixed(1)} free`,
    );
    print(`  ${environment.os_release}, Node ${environment.versions.node}, governor ${environment.governor ?? 'unknown'}`);
    for (const [title, findings] of [
      ['OCR engines', engines],
      ['Process hosts', hosts],
      ['Database', [database]],
    ] as const) {
      print(heading(title));
      for (const { what, found, detail } of findings) print(`  ${found ? '✓' : '✗'} ${what}: ${detail}`);
    }
    print(heading('Noise'));
    for (const { message } of warnings) print(`  ${caution('!')} ${message}`);
    if (warnings.length === 0) print('  ✓ steady enough to measure');
  }
  process.exitCode = missing.length > 0 ? exitCodes.failed : exitCodes.done;
}

async function probeModel(name: string): Promise<Finding> {
  const what = `tesseract.js, model ${name}`;
  try {
    const model = await readModel(name);
    return { what, found: true, detail: `${(model.bytes.length / 1e6).toFixed(1)} MB, ${model.fingerprint}` };
  } catch (thrown) {
    return { what, found: false, detail: BenchError.wrap(thrown).message };
  }
}

/** Starts a real worker and lets it go again. */
async function probeHost(): Promise<Finding> {
  const what = 'node';
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-doctor-'));
  const start = nowMicroseconds();
  try {
    const worker = await WorkerProcess.start({
      host: nodeHost,
      entry: workerEntry,
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

function probeDatabase(file: string): Finding {
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
