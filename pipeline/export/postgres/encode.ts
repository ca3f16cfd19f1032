/**
 * Rows as COPY's binary format has them (https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"): nothing is
 * rounded on its way through a text, and nothing needs escaping.
 */
import { createHash } from 'node:crypto';
import { cpuMetricsColumns } from '../../store/columns.ts';
import type { MetricsValues } from '../../store/read-metrics.ts';
import { type ColumnType, columnTypes } from './columns.ts';

export interface EncodedBatch {
  /** A whole COPY stream. */
  readonly bytes: Buffer;
  readonly rows: number;
  /** SHA-256 over the rows in the order of their ids, hex; what is for `jobs` is not in it. */
  readonly checksum: string;
}

const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const END = -1;
const NULL = -1;
/** Postgres counts microseconds from here. */
const epoch2000Ms = Date.UTC(2000, 0, 1);

/** More bytes than a row takes; a text for `jobs` makes its own room. */
const ROW_ROOM = 300;

/** Bytes that grow as they are written, and are written over by the next batch. */
export class Growing {
  bytes: Buffer;
  end = 0;

  constructor(room: number) {
    this.bytes = Buffer.allocUnsafe(room);
  }

  reserve(room: number): void {
    if (this.end + room <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.end + room));
    this.bytes.copy(larger, 0, 0, this.end);
    this.bytes = larger;
  }

  int16(value: number): void {
    this.end = this.bytes.writeInt16BE(value, this.end);
  }

  int32(value: number): void {
    this.end = this.bytes.writeInt32BE(value, this.end);
  }

  /** A whole number that a double holds exactly. */
  int64(value: number): void {
    this.int32(Math.floor(value / 2 ** 32));
    this.end = this.bytes.writeUInt32BE(value >>> 0, this.end);
  }

  text(value: string): void {
    const length = Buffer.byteLength(value);
    this.reserve(length + ROW_ROOM);
    this.int32(length);
    this.end += this.bytes.write(value, this.end, 'utf8');
  }
}

type Value = string | number | null;

function writeField(into: Growing, type: ColumnType, value: Value): void {
  if (value === null) return into.int32(NULL);
  switch (type) {
    case 'uuid':
      into.int32(16);
      into.end += into.bytes.write((value as string).replaceAll('-', ''), into.end, 'hex');
      return;
    case 'float8':
      into.int32(8);
      into.end = into.bytes.writeDoubleBE(value as number, into.end);
      return;
    case 'int8':
      into.int32(8);
      return into.int64(value as number);
    case 'bool':
      into.int32(1);
      into.end = into.bytes.writeUInt8(value as number, into.end);
      return;
    case 'timestamptz':
      into.int32(8);
      // Of far years, a double could not hold the microseconds.
      into.end = into.bytes.writeBigInt64BE(BigInt(Date.parse(value as string) - epoch2000Ms) * 1000n, into.end);
      return;
    case 'text':
      return into.text(value as string);
  }
}

const types = cpuMetricsColumns.map((name) => columnTypes[name]);

function writeMetrics(into: Growing, row: MetricsValues): void {
  for (let index = 0; index < types.length; index += 1) writeField(into, types[index] as ColumnType, row[index] as Value);
}

/** What a row adds to a checksum. */
export function encodeRow(row: MetricsValues): Buffer {
  const into = new Growing(ROW_ROOM);
  writeMetrics(into, row);
  return into.bytes.subarray(0, into.end);
}

/** Each row holds the values of `cpu_metrics` in its order of columns, then texts for `jobs`, as many for each. */
export class BatchEncoder {
  readonly #into: Growing;
  /** Where the values of each row begin and end: two places a row. */
  readonly #places: number[] = [];

  /** @param into what was in it is lost */
  constructor(into: Growing) {
    this.#into = into;
    into.end = 0;
    into.reserve(ROW_ROOM);
    into.end += signature.copy(into.bytes, 0);
  }

  add(row: MetricsValues): void {
    const into = this.#into;
    into.reserve(ROW_ROOM);
    into.int16(row.length);
    const start = into.end;
    writeMetrics(into, row);
    this.#places.push(start, into.end);
    for (let index = types.length; index < row.length; index += 1) {
      const value = row[index] as Value;
      writeField(into, 'text', value === null ? null : String(value));
    }
  }

  /** Once, after the last row. */
  finish(): EncodedBatch {
    this.#into.reserve(2);
    this.#into.int16(END);
    const { bytes, end } = this.#into;
    const hash = createHash('sha256');
    for (const [start, stop] of rowsById(bytes, this.#places)) hash.update(bytes.subarray(start, stop));
    return { bytes: bytes.subarray(0, end), rows: this.#places.length / 2, checksum: hash.digest('hex') };
  }
}

/** After the length of its field. */
const ID_OFFSET = 4;
const ID_BYTES = 16;
/** As many bytes of an id as a double holds. */
const KEY_BYTES = 6;

/** Postgres orders ids by their bytes. Only numbers are kept for it: a million texts of ids would be old before they are garbage. */
function* rowsById(bytes: Buffer, places: readonly number[]): Generator<readonly [start: number, stop: number]> {
  const rows = places.length / 2;
  const startOf = (row: number): number => places[2 * row] as number;
  const keys = Float64Array.from({ length: rows }, (_, row) => bytes.readUIntBE(startOf(row) + ID_OFFSET, KEY_BYTES));
  const idOf = (row: number) => bytes.subarray(startOf(row) + ID_OFFSET, startOf(row) + ID_OFFSET + ID_BYTES);
  const order = Uint32Array.from({ length: rows }, (_, row) => row).sort(
    (a, b) => (keys[a] as number) - (keys[b] as number) || Buffer.compare(idOf(a), idOf(b)),
  );
  for (const row of order) yield [startOf(row), places[2 * row + 1] as number];
}
