/**
 * Begins, resumes and deletes runs.
 */
import { randomUUID } from 'node:crypto';
import { keepCriteria, makeCriteria } from '../analysis/decision/criteria.ts';
import { keptComparePlanSchema } from '../contract/comparison.ts';
import type { RunOutcome, RunRequest } from '../contract/engine-messages.ts';
import { environmentSchema } from '../contract/environment.ts';
import { BenchError } from '../contract/errors.ts';
import type { JsonObject } from '../contract/run.ts';
import { largestInput, parseSettings } from '../contract/settings.ts';
import type { Bytes } from '../contract/units.ts';
import { type Warning, warning, warningSchema } from '../contract/warnings.ts';
import { findEngine } from '../ocr/engine.ts';
import { newJobId } from '../store/ids.ts';
import type { WritableStore } from '../store/store.ts';
import { clearResults } from './clear-results.ts';
import { findDocuments } from './documents.ts';
import { clearUploads } from './load/uploads.ts';
import { ownerIsAlive, thisProcess } from './owner.ts';
import { documentNow } from './places/document-now.ts';
import { removeResults, resultsPlace } from './results-place.ts';
import { startClock } from './run-clock.ts';
import { differences, readRunEnvironment } from './run-environment.ts';
import type { EngineContext } from './run-progress.ts';
import { refuseOtherCode } from './side-code.ts';
import { workOn } from './work-on-run.ts';

/** @throws BenchError `ocr.model_missing`, as `findDocuments`, `store.*`, `worker.start_failed` */
export async function startRun(context: EngineContext, request: RunRequest, signal: AbortSignal): Promise<RunOutcome> {
  const { store, emit } = context;
  const host = context.hosts.choose(request.settings.host);
  // Found out now and not once in every job.
  await findEngine(request.settings);
  const found = await findDocuments({
    place: request.documents,
    selection: request.selection,
    count: request.count,
    largestBytes: largestInput(request.settings),
    signal,
    onProgress: (done, total) => emit({ event: 'preparing', done, total }),
  });
  const environment = await readRunEnvironment(host, request.documents, request.results);
  const id = randomUUID();
  const clock = startClock();
  const resultRoot = await resultsPlace(request.results, store.file, id, signal);
  store.createRun(
    {
      id,
      kind: 'run',
      name: request.name,
      settings: request.settings,
      environment: environment as JsonObject,
      plan: {
        documents: request.documents,
        selection: request.selection,
        count: found.documents.length,
        criteria: keepCriteria(request.criteria ?? makeCriteria()),
      },
      anchor_utc: clock.anchorUtc,
      output_folder: resultRoot,
      owner: thisProcess(),
      warnings: found.warnings,
    },
    found.documents,
    found.documents.map((_, sequence) => ({ id: newJobId(), document: sequence, sequence, planned_us: 0, queued_us: 0 })),
  );
  return workOn({ context, id, environment, warnings: found.warnings, emitContract: request.emit_contract, signal });
}

/** @throws BenchError `run.not_found`, `run.ambiguous`, `run.active`, `run.nothing_to_resume`, `run.documents_changed`, `compare.code_changed`, as above */
export async function resumeRun(
  context: EngineContext,
  given: string,
  emitContract: boolean,
  signal: AbortSignal,
): Promise<RunOutcome> {
  const { store } = context;
  const id = store.findRun(given);
  const run = store.readRun(id);
  const { queued, running } = store.countJobs(id);
  if (queued + running === 0 && run.state !== 'running' && run.state !== 'interrupted') {
    throw new BenchError('run.nothing_to_resume', { run: id, state: run.state });
  }
  const settings = parseSettings(run.settings);
  const host = context.hosts.choose(settings.host);
  const environment = environmentSchema.parse(run.environment);
  if (run.kind === 'compare')
    for (const { code } of keptComparePlanSchema.parse(run.plan).comparison.sides) if (code !== undefined) refuseOtherCode(code);
  store.claimRun(id, thisProcess(), ownerIsAlive);
  await refuseChangedDocuments(store, id, largestInput(settings), signal);
  if (run.output_folder !== null)
    await clearResults(
      run.output_folder,
      store.unfinishedJobs(id).map((job) => job.id),
    );
  const warnings = run.warnings.flatMap((kept) => warningSchema.safeParse(kept).data ?? []).filter(isLasting);
  if (run.kind === 'compare') warnings.push(warning('compare.resumed', {}));
  if (run.kind === 'load') warnings.push(warning('load.resumed', {}));
  const documentsRoot = store.documentsOf(id)[0]?.root ?? null;
  const what = differences(environment, await readRunEnvironment(host, documentsRoot, run.output_folder));
  if (what !== '') warnings.push(warning('environment.changed', { what }));
  const outcome = await workOn({ context, id, environment, warnings, emitContract, signal });
  if (run.kind === 'load' && outcome.state === 'completed' && run.output_folder !== null)
    await clearUploads(run.output_folder, store.documentsOf(id));
  return outcome;
}

/** Warnings that a resume does not make untrue; those about the sample are made anew. */
const lasting = ['documents.', 'load.', 'noise.', 'measure.threads_busy', 'environment.'];
const isLasting = ({ code }: Warning): boolean => lasting.some((prefix) => code.startsWith(prefix));

/**
 * Deletes a run and then the results it wrote: a run that the store keeps still has its images.
 * @throws BenchError `run.not_found`, `run.ambiguous`, `run.active`, `store.*`; `run.results_left`: the run itself is gone
 */
export async function deleteRun({ store }: Pick<EngineContext, 'store'>, given: string): Promise<string> {
  const id = store.findRun(given);
  const { output_folders } = store.deleteRun(id, ownerIsAlive);
  for (const folder of output_folders) await removeResults(folder, id);
  return id;
}

/** A run whose documents changed meanwhile would mix two measurements. */
async function refuseChangedDocuments(
  store: WritableStore,
  run: string,
  largestBytes: Bytes,
  signal: AbortSignal,
): Promise<void> {
  const wanted = new Set(store.unfinishedJobs(run).map((job) => job.document_id));
  const changed: string[] = [];
  for (const document of store.documentsOf(run).filter(({ id }) => wanted.has(id))) {
    signal.throwIfAborted();
    const { sha256, etag } = await documentNow(document, largestBytes, signal);
    if (sha256 !== document.sha256 || etag !== document.etag) changed.push(document.file);
  }
  const [first] = changed;
  if (first !== undefined) throw new BenchError('run.documents_changed', { run, count: changed.length, first });
}
