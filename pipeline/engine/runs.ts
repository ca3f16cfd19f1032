/**
 * Begins, resumes and deletes runs.
 */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunOutcome, RunRequest } from '../contract/engine-messages.ts';
import { type Environment, environmentSchema } from '../contract/environment.ts';
import { BenchError } from '../contract/errors.ts';
import type { DocumentRecord, JobRecord, JsonObject } from '../contract/run.ts';
import { parseSettings } from '../contract/settings.ts';
import type { Warning } from '../contract/warnings.ts';
import { readEnvironment } from '../measure/environment.ts';
import { newJobId } from '../store/ids.ts';
import { findDocuments, fingerprint } from './documents.ts';
import { executeRun } from './execute-run.ts';
import { ownerIsAlive, thisProcess } from './owner.ts';
import { startClock } from './run-clock.ts';
import type { EngineContext } from './run-progress.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
/** The process that runs documents. */
export const workerEntry = new URL('../worker/main.ts', import.meta.url);

/** @throws BenchError as `findDocuments`, `store.*`, `worker.start_failed` */
export async function startRun(context: EngineContext, request: RunRequest, signal: AbortSignal): Promise<RunOutcome> {
  const { store, emit } = context;
  const found = await findDocuments(request.documents, request.selection, request.count, (done, total) =>
    emit({ event: 'preparing', done, total }),
  );
  const environment = readEnvironment(context.host.kind, { 'rythmiq-bench': await appVersion() }, checkout);
  const id = randomUUID();
  const clock = startClock();
  const resultRoot = path.join(path.resolve(request.results ?? path.join(path.dirname(store.file), 'results')), id);
  store.createRun(
    {
      id,
      kind: 'run',
      name: request.name,
      settings: request.settings,
      environment: environment as JsonObject,
      plan: { documents: request.documents, selection: request.selection, count: found.documents.length },
      anchor_utc: clock.anchorUtc,
      output_folder: resultRoot,
      owner: thisProcess(),
      warnings: found.warnings,
    },
    found.documents,
    found.documents.map((_, sequence) => ({ id: newJobId(), document: sequence, sequence, planned_us: 0, queued_us: 0 })),
  );
  return workOn(context, id, environment, found.warnings, request.emit_contract, signal);
}

/** @throws BenchError `run.not_found`, `run.ambiguous`, `run.active`, `run.nothing_to_resume`, `run.documents_changed`, as above */
export async function resumeRun(
  context: EngineContext,
  given: string,
  emitContract: boolean,
  signal: AbortSignal,
): Promise<RunOutcome> {
  const { store } = context;
  const id = store.findRun(given);
  const run = store.readRun(id);
  if (store.unfinishedJobs(id).length === 0 && run.state !== 'running' && run.state !== 'interrupted') {
    throw new BenchError('run.nothing_to_resume', { run: id, state: run.state });
  }
  store.claimRun(id, thisProcess(), ownerIsAlive);
  try {
    await refuseChangedDocuments(id, store.unfinishedJobs(id), store.documentsOf(id));
  } catch (thrown) {
    store.releaseRun(id);
    throw thrown;
  }
  const environment = environmentSchema.parse(run.environment);
  return workOn(context, id, environment, run.warnings as Warning[], emitContract, signal);
}

/** Deletes a run and the results it wrote. */
export async function deleteRun({ store }: Pick<EngineContext, 'store'>, given: string): Promise<string> {
  const id = store.findRun(given);
  const { output_folders } = store.deleteRun(id, ownerIsAlive);
  for (const folder of output_folders) await rm(folder, { recursive: true, force: true });
  return id;
}

function workOn(
  context: EngineContext,
  id: string,
  environment: Environment,
  warnings: readonly Warning[],
  emitContract: boolean,
  signal: AbortSignal,
): Promise<RunOutcome> {
  const { store, emit } = context;
  const run = store.readRun(id);
  const jobs = store.unfinishedJobs(id);
  const documents = new Map(store.documentsOf(id).map((document) => [document.id, document]));
  const counts = store.countJobs(id);
  const finished = counts.succeeded + counts.failed;
  emit({ event: 'run_started', run_id: id, jobs: finished + jobs.length, finished });
  return executeRun(
    context,
    {
      id,
      clock: startClock(run.anchor_utc),
      settings: parseSettings(run.settings),
      environment,
      sourceRoot: documents.values().next().value?.root ?? '.',
      resultRoot: run.output_folder ?? '.',
      jobs,
      documents,
      warnings,
      emitContract,
    },
    signal,
  );
}

/** A run whose documents changed meanwhile would mix two measurements. */
async function refuseChangedDocuments(
  run: string,
  jobs: readonly JobRecord[],
  documents: readonly DocumentRecord[],
): Promise<void> {
  const wanted = new Set(jobs.map((job) => job.document_id));
  const changed: string[] = [];
  for (const document of documents.filter(({ id }) => wanted.has(id))) {
    const { sha256 } = await fingerprint(path.join(document.root, document.file));
    if (sha256 !== document.sha256) changed.push(document.file);
  }
  const [first] = changed;
  if (first !== undefined) throw new BenchError('run.documents_changed', { run, count: changed.length, first });
}

async function appVersion(): Promise<string> {
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
  return manifest.version;
}
