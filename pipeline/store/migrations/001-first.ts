/**
 * Schema 1. `cpu_metrics` is the report's table (`resources/sql/cpu_metrics.postgres.sql`) in SQLite's types; a test compares
 * the two. Everything else hangs on a run, and goes with it: `ON DELETE CASCADE`. Only `cpu_metrics` has the report's plain
 * reference, so it is emptied first (`delete-run.ts`).
 *
 * A migration that has shipped is never edited; a change is a new file.
 */
const now = `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`;

/** A version 4 UUID, as Postgres' `gen_random_uuid()` makes it. */
const randomUuid = `lower(
  hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' ||
  substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
)`;

const runs = `
CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('run', 'compare', 'load', 'capacity')),
  state TEXT NOT NULL CHECK (state IN ('running', 'completed', 'failed', 'cancelled', 'interrupted')),
  name TEXT NOT NULL,
  tags TEXT NOT NULL,
  notes TEXT NOT NULL,
  pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  created_at TEXT NOT NULL DEFAULT (${now}),
  ended_at TEXT,
  anchor_utc TEXT NOT NULL,
  output_folder TEXT,
  owner TEXT,
  warnings TEXT NOT NULL,
  summary TEXT,
  -- The long ones last: a list that does not ask for them does not read them.
  settings TEXT NOT NULL,
  environment TEXT NOT NULL,
  plan TEXT NOT NULL
) STRICT;
CREATE INDEX runs_by_creation ON runs(created_at);
`;

const documents = `
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  sha256 TEXT,
  file TEXT NOT NULL,
  root TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  path_class TEXT CHECK (path_class IN ('fast', 'standard')),
  type TEXT,
  truth TEXT
) STRICT;
CREATE INDEX documents_by_hash ON documents(sha256);
`;

const ledgerAccounts = ['startup', 'between_jobs', 'in_jobs', 'process', 'system', 'children'];

const workers = `
CREATE TABLE workers (
  id TEXT PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  slot INTEGER NOT NULL CHECK (slot >= 0),
  pid INTEGER NOT NULL,
  started_us INTEGER NOT NULL,
  ended_us INTEGER,
  exit_reason TEXT,
  ${ledgerAccounts.map((account) => `${account}_user_us INTEGER, ${account}_system_us INTEGER`).join(',\n  ')}
) STRICT;
CREATE INDEX workers_by_run ON workers(run_id);
`;

const jobs = `
CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  document_id INTEGER NOT NULL REFERENCES documents(id),
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  worker_id TEXT REFERENCES workers(id),
  side TEXT NOT NULL DEFAULT 'a',
  pass INTEGER NOT NULL DEFAULT 0 CHECK (pass >= 0),
  state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'succeeded', 'failed')),
  error TEXT CHECK ((error IS NOT NULL) = (state = 'failed')),
  attempt INTEGER NOT NULL DEFAULT 1 CHECK (attempt >= 1),
  temperature TEXT CHECK (temperature IN ('cold', 'warm')),
  path TEXT CHECK (path IN ('fast', 'standard')),
  planned_us INTEGER CHECK (planned_us >= 0),
  queued_us INTEGER CHECK (queued_us >= 0),
  started_us INTEGER CHECK (started_us >= 0),
  ended_us INTEGER CHECK (ended_us >= 0),
  unattributed_user_us INTEGER CHECK (unattributed_user_us >= 0),
  unattributed_system_us INTEGER CHECK (unattributed_system_us >= 0)
) STRICT;
CREATE UNIQUE INDEX jobs_by_run ON jobs(run_id, sequence);
-- Most jobs succeed: an entry for each would cost every insert, and serve no question.
CREATE INDEX jobs_not_succeeded ON jobs(run_id, state, sequence) WHERE state <> 'succeeded';
CREATE INDEX jobs_by_document ON jobs(document_id);
CREATE INDEX jobs_by_worker ON jobs(worker_id) WHERE worker_id IS NOT NULL;
`;

const ofJobs = `
CREATE TABLE stage_spans (
  job_id TEXT NOT NULL REFERENCES jobs(id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN
    ('fetch', 'quality_scoring', 'pre_ocr', 'enhancement', 'ocr', 'schema_adaptation', 'upload')),
  part TEXT NOT NULL,
  start_us INTEGER NOT NULL CHECK (start_us >= 0),
  wall_us INTEGER NOT NULL CHECK (wall_us >= 0),
  user_us INTEGER NOT NULL CHECK (user_us >= 0),
  system_us INTEGER NOT NULL CHECK (system_us >= 0),
  child_us INTEGER NOT NULL CHECK (child_us >= 0),
  PRIMARY KEY (job_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE job_results (
  job_id TEXT PRIMARY KEY REFERENCES jobs(id) ON DELETE CASCADE,
  accuracy TEXT,
  outputs TEXT NOT NULL,
  quality TEXT NOT NULL,
  document TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
`;

const cpuMetrics = `
CREATE TABLE cpu_metrics (
  id TEXT PRIMARY KEY DEFAULT (${randomUuid}),
  job_id TEXT NOT NULL REFERENCES jobs(id),
  execution_temperature TEXT NOT NULL CHECK (execution_temperature IN ('cold', 'warm')),
  total_cpu_seconds REAL NOT NULL,
  total_wall_seconds REAL NOT NULL,
  fetch_cpu_seconds REAL NOT NULL,
  quality_cpu_seconds REAL NOT NULL,
  enhancement_cpu_seconds REAL NOT NULL,
  ocr_cpu_seconds REAL NOT NULL,
  schema_cpu_seconds REAL NOT NULL,
  upload_cpu_seconds REAL NOT NULL,
  input_file_size_bytes INTEGER,
  output_file_size_bytes INTEGER,
  quality_score REAL,
  ocr_confidence REAL,
  enhancement_skipped INTEGER CHECK (enhancement_skipped IN (0, 1)),
  processing_path TEXT CHECK (processing_path IN ('fast', 'standard')),
  created_at TEXT NOT NULL DEFAULT (${now})
) STRICT;
CREATE INDEX idx_cpu_metrics_job_id ON cpu_metrics(job_id);
CREATE INDEX idx_cpu_metrics_created_at ON cpu_metrics(created_at);
CREATE INDEX idx_cpu_metrics_path ON cpu_metrics(processing_path);
`;

const ofRuns = `
CREATE TABLE signals (
  run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  time_us INTEGER NOT NULL CHECK (time_us >= 0),
  name TEXT NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (run_id, name, time_us)
) STRICT, WITHOUT ROWID;

CREATE TABLE arrivals (
  run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  job_id TEXT REFERENCES jobs(id) ON DELETE CASCADE,
  planned_us INTEGER NOT NULL,
  sent_us INTEGER,
  answered_us INTEGER,
  status INTEGER,
  PRIMARY KEY (run_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX arrivals_by_job ON arrivals(job_id) WHERE job_id IS NOT NULL;
`;

export const first = [runs, documents, workers, jobs, ofJobs, cpuMetrics, ofRuns].join('\n');
