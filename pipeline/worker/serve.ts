/**
 * The worker process: one job at a time, each measured, from `configure` to `exit`.
 *
 * Holds: the process's CPU is start-up + jobs + between jobs, with nothing left over; the first job is cold; a job that fails
 * is reported like one that succeeds; when the engine is gone the worker goes too.
 */
import { BenchError, reasonOf } from '../contract/errors.ts';
import { type WorkerCommand, type WorkerReport, workerCommandSchema } from '../contract/worker-messages.ts';
import { addCpu, noCpu, processCpu, subtractCpu } from '../measure/cpu.ts';
import { loadedGpuLibraries } from '../measure/environment.ts';
import { JobRecorder } from '../measure/recorder.ts';
import { parentChannel } from '../process/channel.ts';
import { failureContract, successContract } from './contract-of.ts';
import type { JobPipeline, JobProgress, JobSource, OpenPipeline } from './job-pipeline.ts';

interface Configured {
  readonly pipeline: JobPipeline;
  readonly originUs: number;
  readonly emitContract: boolean;
}

/** Serves jobs over this process's channel to the engine until it is told to exit. */
export function serve(openPipeline: OpenPipeline): void {
  let configured: Configured | null = null;
  let jobsRun = 0;
  let startUp = noCpu;
  let inJobs = noCpu;
  let gpuLibraries: string[] | null = null;

  const channel = parentChannel();
  const send = (report: WorkerReport) => channel.post(report);

  async function runJob({ pipeline, originUs, emitContract }: Configured, jobId: string, source: JobSource): Promise<void> {
    const temperature = jobsRun++ === 0 ? 'cold' : 'warm';
    const recorder = new JobRecorder(originUs, (stage) => send({ kind: 'stage', job_id: jobId, stage }));
    const progress: JobProgress = { quality: null, path: null };
    const outcome = await pipeline.run(jobId, source, recorder, progress).then(
      (result) => ({ result, error: null }),
      (thrown: unknown) => ({ result: null, error: BenchError.wrap(thrown) }),
    );
    const { spans, started_us, wall_us, process: used, unattributed, busyStages } = recorder.finish();
    inJobs = addCpu(inJobs, used);
    gpuLibraries ??= loadedGpuLibraries();
    const contract =
      outcome.result !== null
        ? successContract(jobId, spans, temperature, outcome.result)
        : failureContract(jobId, spans, temperature, { error: outcome.error, stage: recorder.failedStage, path: progress.path });
    if (emitContract) process.stdout.write(`${JSON.stringify(contract)}\n`);
    send({
      kind: 'finished',
      job_id: jobId,
      contract,
      quality: progress.quality,
      enhancement_steps: [...(outcome.result?.enhancementSteps ?? [])],
      temperature,
      spans: [...spans],
      started_us,
      wall_us,
      unattributed,
      busy_stages: [...busyStages],
      versions: { ...ownRuntime(), ...pipeline.versions() },
      gpu_libraries: gpuLibraries,
    });
  }

  async function obey(command: WorkerCommand): Promise<void> {
    switch (command.kind) {
      case 'configure': {
        const pipeline = openPipeline({
          settings: command.settings,
          sourceRoot: command.source_root,
          resultRoot: command.result_root,
        });
        configured = { pipeline, originUs: command.origin_us, emitContract: command.emit_contract };
        startUp = processCpu();
        send({ kind: 'ready' });
        return;
      }
      case 'job':
        if (configured === null)
          throw new BenchError('message.invalid', { from: 'the engine', reason: 'a job before configure' });
        return runJob(configured, command.job_id, { key: command.key, etag: command.etag ?? null });
      case 'close': {
        await configured?.pipeline.close();
        const all = processCpu();
        const betweenJobs = subtractCpu(all, addCpu(startUp, inJobs));
        send({ kind: 'farewell', ledger: { start_up: startUp, in_jobs: inJobs, between_jobs: betweenJobs, process: all } });
        return;
      }
      case 'exit':
        process.exit(0);
    }
  }

  const fail = (thrown: unknown) => {
    process.stderr.write(`worker: ${reasonOf(thrown)}\n`);
    process.exit(1);
  };
  // Commands are obeyed one after another, whatever the order of their arrival within a job.
  let obeyed = Promise.resolve();
  channel.onMessage((message) => {
    const command = workerCommandSchema.safeParse(message);
    if (!command.success) return fail(command.error);
    obeyed = obeyed.then(() => obey(command.data)).catch(fail);
  });
  channel.onClose(() => process.exit(0));
  // Ctrl-C reaches every process of the terminal; the engine decides when a worker ends.
  process.on('SIGINT', () => undefined);
}

/** In an Electron process the Node that runs the worker is not the engine's. */
function ownRuntime(): Record<string, string> {
  const { electron, node } = process.versions;
  return electron === undefined ? {} : { electron, 'worker node': node };
}
