/** Column lists that readers and writers share, so that SQL and rows cannot drift apart. */

/** The columns of `cpu_metrics` that a job's measurement fills. */
export const measuredColumns = [
  'execution_temperature',
  'total_cpu_seconds',
  'total_wall_seconds',
  'fetch_cpu_seconds',
  'quality_cpu_seconds',
  'enhancement_cpu_seconds',
  'ocr_cpu_seconds',
  'schema_cpu_seconds',
  'upload_cpu_seconds',
  'input_file_size_bytes',
  'output_file_size_bytes',
  'quality_score',
  'ocr_confidence',
  'enhancement_skipped',
  'processing_path',
] as const;

/** `cpu_metrics` in the report's order. */
export const cpuMetricsColumns = ['id', 'job_id', ...measuredColumns, 'created_at'] as const;

export const spanColumns = ['stage', 'part', 'start_us', 'wall_us', 'user_us', 'system_us', 'child_us'] as const;

/** The accounts of a worker's ledger; each is a pair of columns, `…_user_us` and `…_system_us`. */
export const ledgerAccounts = ['startup', 'between_jobs', 'in_jobs', 'process', 'system', 'children'] as const;

/** `INSERT` with one named parameter per column. */
export const insertInto = (table: string, columns: readonly string[]): string =>
  `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`;
