/** Timelines for tests: written out as lines, or any at all, from a seed, for properties. */
import { stageNames } from '../../../pipeline/contract/stages.ts';
import { NO_STAGE, type Timeline, type TimelineJob } from '../../../pipeline/contract/timeline.ts';
import type { Microseconds } from '../../../pipeline/contract/units.ts';
import { randomFrom } from './synthetic-timeline.ts';

export interface Line {
  readonly lane: number;
  readonly depth: number;
  readonly name: string;
  readonly start: Microseconds;
  readonly wall: Microseconds;
  readonly cpu: Microseconds;
}

/** A line of depth 0 begins a job; a line of depth 1 is of the stage it names, deeper ones of the stage around them. */
export function timelineOf(lines: readonly Line[], jobTraits: Readonly<Record<string, Partial<TimelineJob>>> = {}): Timeline {
  const names = [...new Set(lines.map((line) => line.name))];
  const jobs: TimelineJob[] = [];
  const job: number[] = [];
  const stage: number[] = [];
  let current = NO_STAGE;
  for (const line of lines) {
    if (line.depth === 0) {
      const id = `00000000-0000-4000-8000-${String(jobs.length).padStart(12, '0')}`;
      jobs.push({ id, file: line.name, state: 'succeeded', temperature: 'warm', path: 'fast', ...jobTraits[line.name] });
      current = NO_STAGE;
    } else if (line.depth === 1) current = (stageNames as readonly string[]).indexOf(line.name);
    job.push(jobs.length - 1);
    stage.push(current);
  }
  return {
    run_id: '00000000-0000-4000-8000-0000000000ff',
    lanes: Array.from({ length: Math.max(0, ...lines.map((line) => line.lane + 1)) }, (_, slot) => ({ slot })),
    names,
    jobs,
    spans: {
      lane: Uint16Array.from(lines, (line) => line.lane),
      depth: Uint8Array.from(lines, (line) => line.depth),
      stage: Uint8Array.from(stage),
      name: Uint32Array.from(lines, (line) => names.indexOf(line.name)),
      job: Uint32Array.from(job),
      start_us: Float64Array.from(lines, (line) => line.start),
      wall_us: Float64Array.from(lines, (line) => line.wall),
      cpu_us: Float64Array.from(lines, (line) => line.cpu),
    },
  };
}

/** Two workers; the first has a whole document and a failed one, the second a cold one. */
export const example = (): Timeline =>
  timelineOf(
    [
      { lane: 0, depth: 0, name: 'receipt-1.jpg', start: 0, wall: 1_000, cpu: 800 },
      { lane: 0, depth: 1, name: 'fetch', start: 10, wall: 90, cpu: 20 },
      { lane: 0, depth: 1, name: 'ocr', start: 200, wall: 700, cpu: 650 },
      { lane: 0, depth: 2, name: 'layout', start: 200, wall: 100, cpu: 100 },
      { lane: 0, depth: 2, name: 'recognise', start: 320, wall: 500, cpu: 480 },
      { lane: 0, depth: 0, name: 'letter-2.jpg', start: 1_100, wall: 400, cpu: 300 },
      { lane: 0, depth: 1, name: 'ocr', start: 1_150, wall: 300, cpu: 290 },
      { lane: 1, depth: 0, name: 'invoice-3.jpg', start: 50, wall: 2_000, cpu: 1_500 },
      { lane: 1, depth: 1, name: 'enhancement', start: 100, wall: 500, cpu: 700 },
      { lane: 1, depth: 1, name: 'ocr', start: 700, wall: 1_200, cpu: 700 },
      { lane: 1, depth: 2, name: 'load model', start: 700, wall: 900, cpu: 600 },
    ],
    { 'letter-2.jpg': { state: 'failed' }, 'invoice-3.jpg': { temperature: 'cold', path: 'standard' } },
  );

/**
 * Any timeline that keeps the contract, the same for the same numbers: children inside parents, siblings apart, lengths of zero
 * included. CPU is any number. A smaller size is a part of a larger one's spans, so that a failing case can be made smaller.
 */
export function randomTimeline(seed: number, size: number): Timeline {
  const random = randomFrom(seed);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const names = ['ocr', 'fetch', 'upload', 'enhancement', 'layout', 'recognise'];
  const lanes = 1 + upTo(3);
  const ends = new Array<number>(lanes).fill(0);
  const perLane: Line[][] = ends.map(() => []);

  /** Adds a span with what is inside it; returns when it ended. */
  const add = (lines: Line[], lane: number, depth: number, start: number): number => {
    const name = names[upTo(names.length - 1)] ?? '';
    const index = lines.length;
    const cpu = upTo(500);
    lines.push({ lane, depth, name: depth === 0 ? `${name}.jpg` : name, start, wall: 0, cpu });
    let end = start;
    for (let child = upTo(depth < 4 ? 3 : 0); child > 0; child -= 1) end = add(lines, lane, depth + 1, end + upTo(1) * upTo(40));
    end += upTo(1) * upTo(60);
    lines[index] = { lane, depth, name: lines[index]?.name ?? '', start, wall: end - start, cpu };
    return end;
  };
  for (let job = 0; job < size; job += 1) {
    const lane = upTo(lanes - 1);
    ends[lane] = add(perLane[lane] ?? [], lane, 0, (ends[lane] ?? 0) + upTo(1) * upTo(40));
  }
  return timelineOf(perLane.flat());
}
