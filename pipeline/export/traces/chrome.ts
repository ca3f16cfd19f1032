/**
 * A run in the Trace Event Format of Chrome, which Perfetto (ui.perfetto.dev) and chrome://tracing open: one thread for each
 * worker, and in it complete events (`X`), one for each span. Times are microseconds from the run's origin.
 *
 * Source: “Trace Event Format”, Google, https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU.
 * A viewer nests complete events by their times, and among equal times by their order in the file; Perfetto drops one that
 * sticks out of the event around it (`slice_drop_overlapping_complete_event`), which nested spans never do.
 */
import type { TimelineJob } from '../../contract/timeline.ts';
import { cpuEfficiency } from '../../contract/units.ts';
import type { NestedSpan } from '../../store/nest-spans.ts';
import { frameName, inPieces, laneName, runTitle, type TraceInput } from './trace.ts';

/** The workers are shown as threads of one process, although each is one of its own: they are the lanes of one run. */
const PROCESS = 1;

export const chromeTrace = (input: TraceInput): Iterable<string> => inPieces(texts(input));

function* texts({ run, lanes, jobsOf }: TraceInput): Generator<string> {
  const about = { run: run.id, name: run.name, origin_utc: run.anchor_utc, times: 'microseconds from the origin of the run' };
  yield `{"otherData":${JSON.stringify(about)},"traceEvents":[\n`;
  yield metadata('process_name', 0, { name: runTitle(run) });
  for (const lane of lanes) {
    yield `,\n${metadata('thread_name', threadOf(lane), { name: laneName(lane) })}`;
    yield `,\n${metadata('thread_sort_index', threadOf(lane), { sort_index: lane.slot })}`;
  }
  for (const lane of lanes) {
    const head = `,\n{"ph":"X","pid":${PROCESS},"tid":${threadOf(lane)}`;
    for (const { job, spans } of jobsOf(lane)) {
      const [document, stage, part] = beginningsOf(job);
      for (const span of spans) {
        yield `${head},"ts":${span.start_us},"dur":${span.wall_us},"name":${JSON.stringify(frameName(span))}`;
        yield `${span.depth === 0 ? document : span.depth === 1 ? stage : part}${cpuOf(span)}}}`;
      }
    }
  }
  yield '\n]}\n';
}

/** 0 is a thread that belongs to no process. */
const threadOf = ({ slot }: { readonly slot: number }): number => slot + 1;

const metadata = (name: string, thread: number, values: object): string =>
  JSON.stringify({ ph: 'M', pid: PROCESS, tid: thread, name, args: values });

/**
 * Category and first arguments of a job's events, by what the event is. Made once for each job, and short for the parts, which
 * are most of a trace.
 */
function beginningsOf(job: TimelineJob): readonly [document: string, stage: string, part: string] {
  const file = `"document":${JSON.stringify(job.file)},`;
  const kind = `"state":"${job.state}","temperature":${JSON.stringify(job.temperature)},"path":${JSON.stringify(job.path)},`;
  return [
    `,"cat":"document","args":{"job":"${job.id}",${file}${kind}`,
    `,"cat":"stage","args":{${file}${kind}`,
    `,"cat":"part","args":{${file}`,
  ];
}

function cpuOf({ user_us, system_us, wall_us }: NestedSpan): string {
  const cpu_us = user_us + system_us;
  const cores = Math.round(cpuEfficiency(cpu_us, wall_us) * 100) / 100;
  return `"cpu_us":${cpu_us},"user_us":${user_us},"system_us":${system_us},"cores_busy":${cores}`;
}
