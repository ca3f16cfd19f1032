/**
 * Begins a comparison: all its passes are planned and kept as jobs before the first document, so that it can be stopped and
 * resumed like any run, and nothing about the plan can be chosen after a look at the numbers.
 */
import { randomUUID } from 'node:crypto';
import { documentOrder, planPasses } from '../analysis/comparison/plan.ts';
import { keepCriteria, makeCriteria } from '../analysis/decision/criteria.ts';
import { type ComparePlan, type CompareRequest, warmUpsOf } from '../contract/comparison.ts';
import type { RunOutcome } from '../contract/engine-messages.ts';
import { BenchError } from '../contract/errors.ts';
import { MOST_JOBS } from '../contract/limits.ts';
import type { JsonObject } from '../contract/run.ts';
import { largestInput } from '../contract/settings.ts';
import { findEngine } from '../ocr/engine.ts';
import { newJobId } from '../store/ids.ts';
import type { NewJob } from '../store/write-runs.ts';
import { findDocuments } from './documents.ts';
import { thisProcess } from './owner.ts';
import { resultsPlace } from './results-place.ts';
import { startClock } from './run-clock.ts';
import { readRunEnvironment } from './run-environment.ts';
import type { EngineContext } from './run-progress.ts';
import { refuseOtherCode } from './side-code.ts';
import { workOn } from './work-on-run.ts';

/** @throws BenchError `ocr.engine_missing`, `ocr.model_*`, `compare.too_large`, `compare.no_code`, as `findDocuments`, `store.*`, `worker.start_failed` */
export async function startComparison(context: EngineContext, request: CompareRequest, signal: AbortSignal): Promise<RunOutcome> {
  const { store, emit } = context;
  const { plan } = request;
  const [first] = plan.sides;
  if (first === undefined) throw new BenchError('message.invalid', { from: 'the front', reason: 'a comparison without sides' });
  const host = context.hosts.choose(first.settings.host);
  // Found out now, for every side, and not in the midst of the passes.
  for (const { settings, code } of plan.sides) {
    if (code !== undefined) refuseOtherCode(code);
    context.hosts.choose(settings.host);
    await findEngine(settings);
  }
  const found = await findDocuments({
    place: request.documents,
    selection: request.selection,
    count: request.count,
    largestBytes: Math.max(...plan.sides.map(({ settings }) => largestInput(settings))),
    signal,
    onProgress: (done, total) => emit({ event: 'preparing', done, total }),
  });
  // A document is the unit of pairing: once in a pass.
  const documents = [...new Map(found.documents.map((document) => [document.file, document])).values()];
  const jobs = planJobs(plan, documents.length);
  if (jobs.length > MOST_JOBS) throw new BenchError('compare.too_large', { jobs: jobs.length, most: MOST_JOBS });
  const environment = await readRunEnvironment(host, request.documents, request.results);
  const id = randomUUID();
  store.createRun(
    {
      id,
      kind: 'compare',
      name: request.name,
      settings: first.settings,
      environment: environment as JsonObject,
      plan: {
        documents: request.documents,
        selection: request.selection,
        count: documents.length,
        comparison: plan as unknown as JsonObject,
        criteria: keepCriteria(request.criteria ?? makeCriteria()),
      },
      anchor_utc: startClock().anchorUtc,
      output_folder: await resultsPlace(request.results, store.file, id, signal),
      owner: thisProcess(),
      warnings: found.warnings,
    },
    documents,
    jobs,
  );
  return workOn({ context, id, environment, warnings: found.warnings, emitContract: false, signal });
}

/** Every pass: first its warm-ups, then each document once, in the order of its block. */
export function planJobs(plan: ComparePlan, documents: number): NewJob[] {
  const jobs: NewJob[] = [];
  for (const { side, number, block } of planPasses(plan)) {
    const settings = plan.sides.find(({ name }) => name === side)?.settings;
    const order = documentOrder(plan.seed, block, documents);
    const warmUps = settings === undefined ? [] : order.slice(0, warmUpsOf(settings, documents));
    for (const document of [...warmUps, ...order]) {
      jobs.push({ id: newJobId(), document, sequence: jobs.length, side, pass: number, planned_us: 0, queued_us: 0 });
    }
  }
  return jobs;
}
