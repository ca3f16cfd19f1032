/**
 * The columns of `cpu_metrics` on the server: their types, and how a row reads as bytes. COPY's binary fields are also what
 * the checksums are made of, so what is compared is what was sent, to the last bit of every float.
 */
import { cpuMetricsColumns } from '../../store/columns.ts';

export type ColumnType = 'uuid' | 'text' | 'float8' | 'int8' | 'bool' | 'timestamptz';
export type CpuMetricsColumn = (typeof cpuMetricsColumns)[number];

export const columnTypes: Readonly<Record<CpuMetricsColumn, ColumnType>> = {
  id: 'uuid',
  job_id: 'uuid',
  execution_temperature: 'text',
  total_cpu_seconds: 'float8',
  total_wall_seconds: 'float8',
  fetch_cpu_seconds: 'float8',
  quality_cpu_seconds: 'float8',
  enhancement_cpu_seconds: 'float8',
  ocr_cpu_seconds: 'float8',
  schema_cpu_seconds: 'float8',
  upload_cpu_seconds: 'float8',
  input_file_size_bytes: 'int8',
  output_file_size_bytes: 'int8',
  quality_score: 'float8',
  ocr_confidence: 'float8',
  enhancement_skipped: 'bool',
  processing_path: 'text',
  created_at: 'timestamptz',
};

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/** For a text that is ours or the server's own name for something; values of users are parameters. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const columnList = (prefix = ''): string => cpuMetricsColumns.map((name) => `${prefix}${quoted(name)}`).join(', ');

const sendFunctions: Readonly<Record<Exclude<ColumnType, 'text'>, { readonly send: string; readonly length: number }>> = {
  uuid: { send: 'uuid_send', length: 16 },
  float8: { send: 'float8send', length: 8 },
  int8: { send: 'int8send', length: 8 },
  bool: { send: 'boolsend', length: 1 },
  timestamptz: { send: 'timestamptz_send', length: 8 },
};
const nullField = `'\\xffffffff'::bytea`;

/** A field as COPY writes it: its length in four bytes, then its bytes; -1 and none for NULL. */
function fieldOf(name: CpuMetricsColumn): string {
  const type = columnTypes[name];
  const column = `t.${quoted(name)}`;
  if (type === 'text') {
    const bytes = `convert_to(${column}::text, 'UTF8')`;
    return `coalesce(int4send(octet_length(${bytes})) || ${bytes}, ${nullField})`;
  }
  const { send, length } = sendFunctions[type];
  return `coalesce('\\x${length.toString(16).padStart(8, '0')}'::bytea || ${send}(${column}), ${nullField})`;
}

/** An SQL expression over a row `t` of `cpu_metrics`; the same bytes as `encode.ts` makes here. */
export const rowBytes = `(${cpuMetricsColumns.map(fieldOf).join(' || ')})`;
