/**
 * The reader: a process beside the engine that looks things up in the store, so that a screen that reads a million spans takes
 * nothing from a run that is being measured. It never writes to the database.
 */
import { fileURLToPath } from 'node:url';
import { turnedCriteria } from '../analysis/decision/criteria.ts';
import { estimateFrom } from '../analysis/estimate.ts';
import { BenchError } from '../contract/errors.ts';
import { type WordsFile, wordsFileSchema } from '../contract/ocr.ts';
import { type JobDetail, type RunDetail, readerCalls } from '../contract/reader-calls.ts';
import type { RunListItem } from '../contract/run.ts';
import { packRunTable } from '../contract/run-table.ts';
import { parseSettings } from '../contract/settings.ts';
import type { TheoryCheck } from '../contract/simulation.ts';
import { lookAtDocuments } from '../engine/documents.ts';
import { examineMachine, takeInventory } from '../engine/examine.ts';
import { ownerIsAlive } from '../engine/owner.ts';
import { stateNow } from '../engine/run-state.ts';
import { totalKeptAccuracy } from '../engine/score.ts';
import { readCapacityFacts } from '../export/capacity/read-facts.ts';
import { planOutlook } from '../export/comparison/outlook.ts';
import { readComparison, readPassTimeline } from '../export/comparison/read-comparison.ts';
import { writeSamples } from '../export/comparison/write-samples.ts';
import { readLoadFacts } from '../export/load/read-load.ts';
import { readMeasured } from '../export/load/read-measured.ts';
import { refuseInputs } from '../export/refuse-inputs.ts';
import { readTimeline } from '../export/timeline.ts';
import { writeTrace } from '../export/traces/write-trace.ts';
import { readEnvironment } from '../measure/environment.ts';
import { findEngine } from '../ocr/engine.ts';
import { serveCalls } from '../process/calls.ts';
import { parentChannel } from '../process/channel.ts';
import { nodeHost } from '../process/host.ts';
import { buildReport } from '../report/build-report.ts';
import { readReportFacts } from '../report/facts.ts';
import { reportFiles } from '../report/report-files.ts';
import { predictionsOf } from '../simulate/predictions.ts';
import { simulationSlices } from '../simulate/project.ts';
import { THEORY_SLICES, theorySlices } from '../simulate/validate.ts';
import { storageAt } from '../storage/storage.ts';
import { openStore, type Store } from '../store/store.ts';
import { readPicture } from './pictures.ts';
import { inTurns, unlessCancelled } from './turns.ts';

/** Among so many past runs the estimate looks for the most similar one. */
const RUNS_TO_COMPARE = 50;

const checkout = fileURLToPath(new URL('../..', import.meta.url));

export function serveReader(workerEntry: URL): void {
  const channel = parentChannel();
  let file: string | null = null;
  let opened: Store | null = null;
  let node: string | null = null;
  /** The same each time, and seconds of work. */
  let theory: TheoryCheck[] | null = null;

  /** The database is made by the first run, so the reader may be there before it. */
  function store(): Store {
    if (file === null) throw new BenchError('message.invalid', { from: 'the front', reason: 'a call before open' });
    if (opened?.isReplaced()) {
      opened.close();
      opened = null;
    }
    opened ??= openStore(file, { mode: 'read' });
    return opened;
  }

  serveCalls(channel, readerCalls, {
    open({ database, node: given }) {
      node = given;
      if (database !== file) opened?.close();
      opened = database === file ? opened : null;
      file = database;
      return { notice: storeOrNull()?.notice ?? null };
    },
    'runs.list': (page) => storeOrNull()?.listRuns(page).map(withStateNow) ?? [],
    'runs.read': ({ run }) => readRun(store(), run),
    'runs.table': ({ run }) => packRunTable(store().tableOf(run)),
    'runs.timeline': ({ run }) => readTimeline(store(), run),
    'runs.signals': ({ run }) => store().signalsOf(run),
    'runs.trace': ({ run, format, file: out }, { signal, progress }) =>
      writeTrace(store(), { run, format, file: out, signal, onProgress: progress }),
    'reports.make': async ({ of, inputs, policy, format, version }, { signal }) => {
      const criteria = turnedCriteria(readCapacityFacts(store(), of).kept_criteria, inputs, policy);
      await unlessCancelled(signal);
      const facts = readReportFacts(store(), of, criteria, version);
      await unlessCancelled(signal);
      const report = buildReport(facts);
      await unlessCancelled(signal);
      return { files: reportFiles(report, facts, format), date: facts.date };
    },
    'runs.estimate': ({ settings }) => {
      const from = storeOrNull();
      const runs = from?.listRuns({ limit: RUNS_TO_COMPARE }).filter(({ state }) => state === 'completed') ?? [];
      return from === null
        ? null
        : estimateFrom(
            runs.map(({ id }) => from.readRun(id)),
            settings,
          );
    },
    'comparisons.read': ({ of }) => readComparison(store(), of).comparison,
    'comparisons.timeline': ({ of, side, pass }) => readPassTimeline(store(), of, side, pass),
    'comparisons.samples': async ({ of, format, file: out }, { signal, progress }) => {
      await refuseInputs(out, [store().file]);
      const { samples, comparison } = readComparison(store(), of);
      return writeSamples(samples, comparison, { format, file: out, signal, onProgress: progress });
    },
    'comparisons.outlook': async ({ plan, place, selection, count }, { signal }) => {
      const { documents } = await lookAtDocuments(place, selection, signal);
      return planOutlook({
        store: storeOrNull(),
        plan,
        documents: Math.min(documents, count ?? documents),
        environment: readEnvironment('node', {}, checkout),
      });
    },
    'loads.read': ({ run }) => readLoadFacts(store(), run),
    'simulations.make': async ({ run: id, scenarios, ...chance }, context) => {
      const run = readMeasured(store(), id);
      const slices = simulationSlices(run, scenarios, chance);
      const { validation, projections } = await inTurns(slices, scenarios.length * chance.seeds, context);
      return {
        validation,
        projections: projections.map((projection) => ({ ...projection, predictions: predictionsOf(projection) })),
      };
    },
    'simulations.theory': async (_, context) => {
      theory ??= await inTurns(theorySlices(), THEORY_SLICES, context);
      return theory;
    },
    'capacity.read': ({ of }) => readCapacityFacts(store(), of),
    'pushes.list': ({ limit }) => storeOrNull()?.listPushes(limit) ?? [],
    'jobs.read': ({ job }) => readJob(store(), job),
    'jobs.image': async ({ job: id, kind, page }) => {
      const { job, document, run } = findJob(store(), id);
      const settings = parseSettings(run.settings);
      return readPicture({ kind, page, job, document, settings, result: store().resultOf(id), outputFolder: run.output_folder });
    },
    'documents.look': ({ place, selection }, { signal }) => lookAtDocuments(place, selection, signal),
    'ocr.find': ({ settings }) =>
      findEngine(settings).then(
        () => null,
        (thrown: unknown) => BenchError.wrap(thrown).toInfo(),
      ),
    examine: () => examineMachine({ host: hostHere(), workerEntry, database: file ?? '', checkout }),
    inventory: () => takeInventory({ host: hostHere(), database: file ?? '', checkout }),
  });
  channel.onClose(() => {
    opened?.close();
    process.exit(0);
  });
  process.on('SIGINT', () => undefined);

  function hostHere() {
    return node === null ? null : nodeHost(node);
  }

  function storeOrNull(): Store | null {
    try {
      return store();
    } catch (thrown) {
      if (BenchError.wrap(thrown).code === 'store.missing') return null;
      throw thrown;
    }
  }
}

const withStateNow = <Run extends RunListItem>(run: Run): Run => ({ ...run, state: stateNow(run, ownerIsAlive) });

function readRun(store: Store, id: string): RunDetail {
  const run = withStateNow(store.readRun(id));
  return {
    run,
    summary: run.summary ?? store.summarise(id, totalKeptAccuracy(store.accuraciesOf(id))),
    workers: store.workersOf(id),
    spans: store.countSpans(id),
  };
}

function findJob(store: Store, id: string) {
  const job = store.readJob(id);
  if (job === undefined) throw new BenchError('job.not_found', { job: id });
  return { job, run: store.readRun(job.run_id), document: store.readDocument(job.document_id) };
}

async function readJob(store: Store, id: string): Promise<JobDetail> {
  const { job, run, document } = findJob(store, id);
  const result = store.resultOf(id) ?? null;
  const key = result?.outputs.words ?? null;
  const words = key === null || run.output_folder === null ? null : await readWords(run.output_folder, key);
  return { job, run_state: stateNow(run, ownerIsAlive), spans: store.spansOf(id), document, result, words };
}

/** The measurement is worth showing without them. */
async function readWords(folder: string, key: string): Promise<WordsFile | null> {
  try {
    const bytes = await storageAt(folder).download(key, Number.POSITIVE_INFINITY);
    return wordsFileSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return null;
  }
}
