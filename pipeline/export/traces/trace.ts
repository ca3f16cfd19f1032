/**
 * What the trace formats share: where the spans come from, what a span is called, and how text becomes pieces of a file.
 */
import type { RunRecord } from '../../contract/run.ts';
import type { NestedSpan } from '../../store/nest-spans.ts';
import type { Lane, LaneJob } from '../../store/read-timeline.ts';

export interface TraceInput {
  readonly run: Pick<RunRecord, 'id' | 'name' | 'anchor_utc'>;
  /** The worker slots that took jobs. */
  readonly lanes: readonly Lane[];
  readonly jobsOf: (lane: Lane) => Iterable<LaneJob>;
}

/** Writes a trace; each call reads the run anew. */
export type TraceFormatter = (input: TraceInput) => Iterable<string>;

/**
 * What a viewer calls a span, and adds up by: the same for each document, so a document's file is no part of it. A part is
 * named with its stage, because viewers list names without what is around them.
 */
export function frameName({ stage, part }: NestedSpan): string {
  if (stage === null) return 'document';
  return part === '' ? stage : `${stage}/${part}`;
}

export const laneName = (lane: Lane): string => `Worker ${lane.slot + 1}`;

export const runTitle = ({ id, name }: TraceInput['run']): string => `Run ${id.slice(0, 8)}${name === '' ? '' : ` “${name}”`}`;

/** A write of this size costs no more than its bytes, and a trace of any size passes through it. */
export const PIECE_CHARACTERS = 65_536;

/** Joins small texts to pieces that are worth a write. */
export function* inPieces(texts: Iterable<string>): Generator<string> {
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
