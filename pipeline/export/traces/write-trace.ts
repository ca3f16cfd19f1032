/**
 * Writes the timeline of a run for other viewers, whatever its size, whole or not at all.
 */
import { BenchError } from '../../contract/errors.ts';
import type { TraceFormat } from '../../contract/reader-calls.ts';
import type { Bytes } from '../../contract/units.ts';
import type { Lane, LaneJob } from '../../store/read-timeline.ts';
import type { Store } from '../../store/store.ts';
import { refuseInputs } from '../refuse-inputs.ts';
import { writeWhole } from '../write-whole.ts';
import { chromeTrace } from './chrome.ts';
import { speedscopeTrace } from './speedscope.ts';
import type { TraceFormatter } from './trace.ts';

export interface TraceRequest {
  /** The whole id of the run. */
  readonly run: string;
  readonly format: TraceFormat;
  /** Replaced when it is there. */
  readonly file: string;
  readonly signal?: AbortSignal;
  /** In documents. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface WrittenTrace {
  readonly file: string;
  readonly documents: number;
  readonly spans: number;
  readonly bytes: Bytes;
}

/** `readings`: how often a format reads the jobs. */
const formats: Readonly<Record<TraceFormat, { readonly write: TraceFormatter; readonly readings: number }>> = {
  chrome: { write: chromeTrace, readings: 1 },
  speedscope: { write: speedscopeTrace, readings: 2 },
};

const JOBS_BETWEEN_PROGRESS = 100;

/**
 * Documents that have ended; of a run that goes on, those so far.
 * @throws BenchError `run.not_found`, `run.nothing_to_draw`, `export.*`, `store.*`; whatever `signal` was aborted with
 */
export async function writeTrace(
  store: Pick<Store, 'file' | 'readRun' | 'lanesOf' | 'jobsOfLane'>,
  { run: id, format, file, signal, onProgress }: TraceRequest,
): Promise<WrittenTrace> {
  const run = store.readRun(id);
  const lanes = store.lanesOf(id).filter(({ jobs }) => jobs.length > 0);
  if (lanes.length === 0) throw new BenchError('run.nothing_to_draw', { run: id });
  await refuseInputs(file, [store.file]);
  const { write, readings } = formats[format];
  const documents = lanes.reduce((sum, { jobs }) => sum + jobs.length, 0);
  let read = 0;
  let spans = 0;
  function* jobsOf(lane: Lane): Generator<LaneJob> {
    for (const job of store.jobsOfLane(lane)) {
      yield job;
      read += 1;
      spans += job.spans.length;
      if (read % JOBS_BETWEEN_PROGRESS === 0) onProgress?.(Math.floor(read / readings), documents);
    }
  }
  const bytes = await writeWhole(file, write({ run, lanes, jobsOf }), signal);
  onProgress?.(documents, documents);
  return { file, documents, spans: spans / readings, bytes };
}
