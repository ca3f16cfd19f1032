/** A timeline as one file: the length of the rest as JSON, that JSON, and the columns, each on an eight-byte boundary. */
import { type Timeline, timelineSchema } from '../../../pipeline/contract/timeline.ts';

const columns = [
  ['start_us', Float64Array],
  ['wall_us', Float64Array],
  ['cpu_us', Float64Array],
  ['name', Uint32Array],
  ['job', Uint32Array],
  ['lane', Uint16Array],
  ['depth', Uint8Array],
  ['stage', Uint8Array],
] as const;

const padded = (length: number): number => Math.ceil(length / 8) * 8;

export function packTimeline({ spans, ...rest }: Timeline): Uint8Array {
  const count = spans.lane.length;
  const json = new TextEncoder().encode(JSON.stringify({ ...rest, count }));
  const size = columns.reduce((sum, [name]) => sum + padded(spans[name].byteLength), 8 + padded(json.length));
  const file = new Uint8Array(size);
  new Uint32Array(file.buffer, 0, 1)[0] = json.length;
  file.set(json, 8);
  let from = 8 + padded(json.length);
  for (const [name] of columns) {
    const { buffer, byteOffset, byteLength } = spans[name];
    file.set(new Uint8Array(buffer, byteOffset, byteLength), from);
    from += padded(byteLength);
  }
  return file;
}

export function unpackTimeline(file: ArrayBuffer): Timeline {
  const [length = 0] = new Uint32Array(file, 0, 1);
  const { count, ...rest } = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 8, length))) as { count: number };
  const spans: Record<string, unknown> = {};
  let from = 8 + padded(length);
  for (const [name, Column] of columns) {
    const column = new Column(file, from, count);
    spans[name] = column;
    from += padded(column.byteLength);
  }
  return timelineSchema.parse({ ...rest, spans });
}
