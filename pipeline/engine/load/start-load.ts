/**
 * A load test: documents are uploaded to the gateway as a plan says, wait in its queue, and are read by the same workers as in
 * any other run. Without a plan only the gateway is opened, for other tools.
 *
 * Holds: a document that was answered with 202 is a job in the store and a file on the disk; a test that is stopped or killed
 * keeps it to be resumed; every arrival of the plan is kept with what came of it.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import { keepCriteria, makeCriteria } from '../../analysis/decision/criteria.ts';
import { planArrivals } from '../../analysis/load/arrival-plan.ts';
import type { RunOutcome } from '../../contract/engine-messages.ts';
import { BenchError } from '../../contract/errors.ts';
import type { LoadPlan, LoadRequest, PlannedArrival } from '../../contract/load.ts';
import { isS3 } from '../../contract/place.ts';
import type { JsonObject } from '../../contract/run.ts';
import { largestInput } from '../../contract/settings.ts';
import { probeGateway } from '../../load/generator/probe.ts';
import { findEngine } from '../../ocr/engine.ts';
import { findDocuments } from '../documents.ts';
import { conductRun } from '../execute-run.ts';
import { thisProcess } from '../owner.ts';
import { startClock } from '../run-clock.ts';
import { readRunEnvironment } from '../run-environment.ts';
import type { EngineContext } from '../run-progress.ts';
import { copyDocuments } from './copy-documents.ts';
import { LoadDocuments } from './load-documents.ts';
import { LoadTest } from './load-test.ts';
import { makeReady } from './make-ready.ts';
import { copiesOf, uploadsOf } from './uploads.ts';

const TOKEN_BYTES = 24;

/** @throws BenchError `load.*`, `postgres.*`, as `findDocuments`, `store.*`, `worker.start_failed`, `ocr.*` */
export async function startLoad(context: EngineContext, request: LoadRequest, signal: AbortSignal): Promise<RunOutcome> {
  const { store, emit } = context;
  const { settings, shape } = request;
  const host = context.hosts.choose(settings.host);
  if (request.results !== null && isS3(request.results)) {
    throw new BenchError('usage.bad_option', {
      text: 'The results of a load test go to a folder: its gateway keeps uploads there.',
    });
  }
  if (request.gateway === null) await findEngine(settings);
  else await probeGateway(request.gateway);
  const found =
    shape === null
      ? { documents: [], warnings: [] }
      : await findDocuments({
          place: request.documents,
          selection: request.selection,
          count: null,
          largestBytes: largestInput(settings),
          signal,
          onProgress: (done, total) => emit({ event: 'preparing', done, total }),
        });
  const documents = new LoadDocuments(found.documents);
  const arrivals: PlannedArrival[] =
    shape === null
      ? []
      : planArrivals(shape, {
          seed: request.seed,
          fastShare: documents.fastShare(request.fast_share),
          documents: { fast: documents.byPath.fast.length, standard: documents.byPath.standard.length },
        });
  const environment = await readRunEnvironment(host, request.documents, request.results);
  const id = randomUUID();
  const resultRoot = path.join(path.resolve(request.results ?? path.join(path.dirname(store.file), 'results')), id);
  const sentFrom = isS3(request.documents) && shape !== null ? copiesOf(resultRoot) : null;
  const ready = await makeReady(request, id, resultRoot, async () => {
    if (sentFrom === null) return;
    const sent = documents.named(arrivals);
    await copyDocuments(sent, sentFrom, largestInput(settings), {
      signal,
      onCopied: (done) => emit({ event: 'preparing', done, total: sent.length }),
    });
  });
  const { pool, shared } = ready;
  const clock = startClock();
  const load: LoadPlan = {
    shape,
    seed: request.seed,
    fast_share: request.fast_share,
    limits: request.limits,
    gateway_url: request.gateway?.url ?? null,
    began: null,
    stopped_at: null,
    refused: {},
  };
  const plan = {
    documents: request.documents,
    selection: request.selection,
    count: arrivals.length,
    criteria: keepCriteria(makeCriteria()),
    load,
  };
  const run = {
    id,
    kind: 'load' as const,
    name: request.name,
    settings,
    environment: environment as JsonObject,
    plan: plan as unknown as JsonObject,
    anchor_utc: clock.anchorUtc,
    output_folder: resultRoot,
    owner: thisProcess(),
    warnings: found.warnings,
  };
  try {
    store.createRun(run, [], []);
  } catch (thrown) {
    await ready.undo();
    throw thrown;
  }
  const test = new LoadTest({
    context,
    request,
    id,
    clock,
    documents,
    arrivals,
    host,
    pool,
    shared,
    token: randomBytes(TOKEN_BYTES).toString('base64url'),
    incoming: uploadsOf(resultRoot),
    sentFrom,
    keepPlan: (changes) => store.keepPlan(id, { ...plan, load: Object.assign(load, changes) } as unknown as JsonObject),
  });
  emit({ event: 'run_started', run_id: id, jobs: arrivals.length, finished: 0 });
  return conductRun(
    context,
    {
      id,
      kind: 'load',
      clock,
      goes: [],
      environment,
      resultRoot,
      jobs: [],
      documents: test.documentRecords,
      warnings: found.warnings,
      emitContract: false,
      onKept: (contract) => test.jobEnded(contract),
    },
    signal,
    {
      workers: settings.workers,
      ...(shared === null ? {} : { queue: () => test.queue }),
      signals: (read) => test.readSignals(read),
      do: (at) => test.conduct(at),
    },
  );
}
