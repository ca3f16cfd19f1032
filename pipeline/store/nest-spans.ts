/**
 * Turns the spans of a job, as they were recorded, into a tree that a flame chart can draw: each span lies wholly inside the
 * one that holds it, and siblings do not overlap.
 *
 * Spans come in the order they began, a stage before its parts (`measure/recorder.ts`), so one walk with a stack of open spans
 * is enough. Clocks are read apart and rounded apart, so a part may stick out of its stage by a microsecond; it is clipped, and
 * its CPU is left as it is.
 */
import type { CpuTime } from '../contract/spans.ts';
import type { StageName } from '../contract/stages.ts';
import type { Microseconds } from '../contract/units.ts';

/** Of a row of `stage_spans`, what a timeline needs; an array, since a million of them pass. */
export type RecordedSpan = readonly [
  stage: StageName,
  part: string,
  start_us: Microseconds,
  wall_us: Microseconds,
  user_us: Microseconds,
  system_us: Microseconds,
  ...others: unknown[],
];

export interface NestedSpan extends CpuTime {
  /** Null: the job itself. */
  readonly stage: StageName | null;
  /** The whole path, as stored; '' for a stage and for the job. */
  readonly part: string;
  /** What it is called inside the span that holds it: the stage, or the last of the part's path. '' for the job. */
  readonly name: string;
  /** 0 the job, 1 a stage, 2 and more a part. */
  readonly depth: number;
  readonly start_us: Microseconds;
  readonly wall_us: Microseconds;
}

/** A timeline keeps a depth in a byte; nothing that is measured comes near. */
const DEEPEST = 255;

/** How far behind the end of a part another may start and still be inside it: each of the two times may be off by one. */
const ROUNDING_US = 2;

/** @param job the job itself: first in the answer, and all others end up inside it. Each span stands before those inside it. */
export function nestSpans(job: NestedSpan, spans: readonly RecordedSpan[]): NestedSpan[] {
  const nested: NestedSpan[] = [job];
  // The open spans by depth: each as placed, its end as recorded, its end as placed, and how much of it is taken by children.
  const open: NestedSpan[] = [job];
  const recordedEnds = [Number.POSITIVE_INFINITY];
  const ends = [job.start_us + job.wall_us];
  const taken = [job.start_us];

  for (const [stage, part, start, wall, user_us, system_us] of spans) {
    const depth = part === '' ? 1 : depthOfPart(stage, part, start, open, recordedEnds);
    if (depth === null) continue;
    const last = ends[depth - 1] ?? 0;
    const start_us = Math.min(Math.max(start, taken[depth - 1] ?? 0), last);
    const end = Math.min(Math.max(start + wall, start_us), last);
    const name = depth === 1 ? stage : nameInside(part, open[depth - 1]?.part ?? '');
    const placed: NestedSpan = { stage, part, name, depth, start_us, wall_us: end - start_us, user_us, system_us };
    nested.push(placed);
    taken[depth - 1] = end;
    taken[depth] = start_us;
    ends[depth] = end;
    recordedEnds[depth] = start + wall;
    open[depth] = placed;
    open.length = depth + 1;
  }
  return nested;
}

/**
 * One below the innermost open span that the path names and that has not ended. Null for a part that has no place: its stage
 * left no span, or it lies too deep.
 */
function depthOfPart(
  stage: StageName,
  part: string,
  start: Microseconds,
  open: readonly NestedSpan[],
  recordedEnds: readonly Microseconds[],
): number | null {
  if (open[1]?.stage !== stage) return null;
  for (let depth = open.length - 1; depth > 1; depth -= 1) {
    if (!isInside(part, open[depth]?.part ?? '')) continue;
    if (start <= (recordedEnds[depth] ?? 0) + ROUNDING_US) return depth < DEEPEST ? depth + 1 : null;
  }
  return 2;
}

const isInside = (part: string, holder: string): boolean => part.charAt(holder.length) === '/' && part.startsWith(holder);

const nameInside = (part: string, holder: string): string => (holder === '' ? part : part.slice(holder.length + 1));
