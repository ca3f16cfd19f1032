/** What Chromium's own trace says of a page's main thread. */

export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Of the thread's CPU. */
  readonly tdur?: number;
}

/** Milliseconds of work between one frame's beginning and the next one's, for each frame: by the clock, or of CPU. */
export function mainThreadPerFrame(events: readonly TraceEvent[], measure: 'dur' | 'tdur'): number[] {
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const begins = events.filter(({ name, ph }) => name === 'ProxyMain::BeginMainFrame' && (ph === 'X' || ph === 'B'));
  const busiest = Map.groupBy(begins, threadOf);
  const thread = [...busiest].toSorted(([, one], [, other]) => other.length - one.length)[0];
  if (thread === undefined) return [];
  const [own, frames] = thread;
  const starts = frames.map(({ ts }) => ts).toSorted((one, other) => one - other);
  const work = new Float64Array(starts.length);
  // A task that begins a frame starts a little before the frame does; it belongs to the frame that begins in it.
  const tasks = events.filter((event) => event.name === 'RunTask' && event.dur !== undefined && threadOf(event) === own);
  let frame = -1;
  for (const task of tasks.toSorted((one, other) => one.ts - other.ts)) {
    const end = task.ts + (task.dur ?? 0);
    while (frame + 1 < starts.length && (starts[frame + 1] ?? 0) < end) frame += 1;
    if (frame >= 0) work[frame] = (work[frame] ?? 0) + (task[measure] ?? 0) / 1000;
  }
  return [...work.slice(0, -1)];
}
