/**
 * A run in the file format of speedscope (speedscope.app): a profile of wall time for each worker, and one of the CPU of all
 * workers together, since that is what a run costs and speedscope cannot add profiles up.
 *
 * Source: https://github.com/jlfwong/speedscope/blob/main/src/lib/file-format-spec.ts. Events open and close frames like
 * brackets, at values that never fall. Frames are shared by all profiles and stand last: they are known when all is written.
 */
import type { LaneJob } from '../../store/read-timeline.ts';
import { NameTable } from '../name-table.ts';
import { frameName, inPieces, laneName, runTitle, type TraceInput } from './trace.ts';

export const speedscopeTrace = (input: TraceInput): Iterable<string> => inPieces(texts(input));

function* texts({ run, lanes, jobsOf }: TraceInput): Generator<string> {
  const frames = new NameTable();
  const title = JSON.stringify(runTitle(run));
  yield `{"$schema":"https://www.speedscope.app/file-format-schema.json","exporter":"rythmiq-bench","name":${title},"profiles":[`;
  for (const lane of lanes) {
    yield* profile(laneName(lane), jobsOf(lane), wallTime, frames);
    yield ',';
  }
  yield* profile('All workers, CPU', ofAll(lanes, jobsOf), cpuTime, frames);
  yield `],"shared":{"frames":${JSON.stringify(frames.list.map((name) => ({ name })))}}}\n`;
}

function* ofAll(lanes: TraceInput['lanes'], jobsOf: TraceInput['jobsOf']): Generator<LaneJob> {
  for (const lane of lanes) yield* jobsOf(lane);
}

type Span = LaneJob['spans'][number];

/** From where to where on a profile's axis a span goes. Up to `from` it is taken already; `to` is the end of what holds it. */
type Axis = (span: Span, from: number, to: number) => readonly [start: number, end: number];

const wallTime: Axis = ({ start_us, wall_us }) => [start_us, start_us + wall_us];

/** CPU is laid end to end; a span's own comes after that of its parts. */
const cpuTime: Axis = ({ user_us, system_us }, from, to) => [from, Math.min(from + user_us + system_us, to)];

function* profile(name: string, jobs: Iterable<LaneJob>, axis: Axis, frames: NameTable): Generator<string> {
  yield `\n{"type":"evented","name":${JSON.stringify(name)},"unit":"microseconds","events":[`;
  const open: { readonly frame: number; readonly end: number }[] = [];
  let at = 0;
  let comma = '';
  function* closeTo(depth: number): Generator<string> {
    while (open.length > depth) {
      const closed = open.pop();
      if (closed === undefined) return;
      at = closed.end;
      yield `,\n{"type":"C","frame":${closed.frame},"at":${at}}`;
    }
  }
  for (const { spans } of jobs) {
    for (const span of spans) {
      yield* closeTo(span.depth);
      const [start, end] = axis(span, at, open.at(-1)?.end ?? Number.POSITIVE_INFINITY);
      const frame = frames.indexOf(frameName(span));
      yield `${comma}\n{"type":"O","frame":${frame},"at":${start}}`;
      comma = ',';
      open.push({ frame, end });
    }
  }
  yield* closeTo(0);
  yield `\n],"startValue":0,"endValue":${at}}`;
}
