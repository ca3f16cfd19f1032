/**
 * A worker as a run has it, outside of a run: the real process, given one document at a time.
 */
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { BenchError } from '../../pipeline/contract/errors.ts';
import type { Settings } from '../../pipeline/contract/settings.ts';
import { cpuMicroseconds, isStage } from '../../pipeline/contract/spans.ts';
import { toSeconds } from '../../pipeline/contract/units.ts';
import { WorkerProcess } from '../../pipeline/engine/worker-process.ts';
import { nowMicroseconds } from '../../pipeline/measure/clock.ts';
import { findEngine } from '../../pipeline/ocr/engine.ts';
import { nodeHost } from '../../pipeline/process/host.ts';

const entry = new URL('../../pipeline/worker/main.ts', import.meta.url);

export interface OurReading {
  readonly text: string;
  /** Of the whole job, children included. */
  readonly cpu_seconds: number;
  readonly ocr_cpu_seconds: number;
}

export interface OurEnd {
  /** Before the first job; what a job's cold start adds is in the first job. */
  readonly start_up_cpu_seconds: number;
}

export interface OurWorker {
  readonly pid: number;
  read(file: string): Promise<OurReading>;
  /** @throws Error when the worker did not end as it should */
  close(): Promise<OurEnd>;
  kill(): void;
}

/** @throws BenchError when the engine is not on this machine, or the worker does not start */
export async function startOurWorker(settings: Settings, sourceRoot: string, folder: string): Promise<OurWorker> {
  await findEngine(settings);
  const resultRoot = path.join(folder, randomUUID());
  await mkdir(resultRoot);
  const worker = await WorkerProcess.start({
    host: nodeHost(),
    entry,
    configure: {
      kind: 'configure',
      settings,
      origin_us: nowMicroseconds(),
      source_root: sourceRoot,
      result_root: resultRoot,
      emit_contract: false,
    },
    onLine: () => undefined,
  });
  return {
    pid: worker.pid ?? 0,
    async read(file) {
      const outcome = await worker.run({ id: randomUUID(), key: file }, settings['job.timeout'], () => undefined);
      if (outcome.kind === 'lost') throw outcome.error;
      const { contract, spans, unattributed } = outcome.report;
      if (contract.status === 'FAILED') throw new BenchError('internal', { reason: `${file}: ${contract.error.message}` });
      const stages = spans.filter(isStage);
      const sum = (of: typeof stages) => of.reduce((total, span) => total + cpuMicroseconds(span), 0);
      return {
        text: contract.result.text,
        cpu_seconds: toSeconds(sum(stages) + cpuMicroseconds(unattributed)),
        ocr_cpu_seconds: toSeconds(sum(stages.filter(({ stage }) => stage === 'ocr'))),
      };
    },
    async close() {
      const { ledger, reason } = await worker.close();
      if (ledger === null) throw new Error(`A worker left no account: ${reason}`);
      return { start_up_cpu_seconds: toSeconds(cpuMicroseconds(ledger.start_up)) };
    },
    kill: () => worker.kill(),
  };
}
