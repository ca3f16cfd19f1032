/**
 * The tables on the server. The same texts lie in `resources/sql` for whoever applies migrations by other means; `npm run
 * schemas` writes them there.
 */

/** The report's own, word for word; it stands on a table `jobs`. */
export const cpuMetricsTable = `CREATE TABLE IF NOT EXISTS cpu_metrics (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    job_id UUID NOT NULL REFERENCES jobs(id),
    execution_temperature TEXT NOT NULL CHECK (execution_temperature IN ('cold', 'warm')),
    total_cpu_seconds FLOAT NOT NULL,
    total_wall_seconds FLOAT NOT NULL,
    
    -- Stage breakdown
    fetch_cpu_seconds FLOAT NOT NULL,
    quality_cpu_seconds FLOAT NOT NULL,
    enhancement_cpu_seconds FLOAT NOT NULL,
    ocr_cpu_seconds FLOAT NOT NULL,
    schema_cpu_seconds FLOAT NOT NULL,
    upload_cpu_seconds FLOAT NOT NULL,
    
    -- Document characteristics
    input_file_size_bytes BIGINT,
    output_file_size_bytes BIGINT,
    quality_score FLOAT,
    ocr_confidence FLOAT,
    enhancement_skipped BOOLEAN,
    
    -- Path classification
    processing_path TEXT CHECK (processing_path IN ('fast', 'standard')),
    
    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE INDEX idx_cpu_metrics_job_id ON cpu_metrics(job_id);
CREATE INDEX idx_cpu_metrics_created_at ON cpu_metrics(created_at);
CREATE INDEX idx_cpu_metrics_path ON cpu_metrics(processing_path);
`;

/** For a database that has no `jobs` yet; production has its own. */
export const jobsTable = `CREATE TABLE IF NOT EXISTS jobs (
    id UUID PRIMARY KEY
);
`;

export const ledgerName = 'rbench_pushes';

export const ledgerTable = `-- What was pushed: a line is written in the transaction of its rows, and says that they are there.
CREATE TABLE IF NOT EXISTS rbench_pushes (
    run_id UUID NOT NULL,
    -- SHA-256 over the rows as COPY's binary fields, in the order of their ids
    checksum TEXT NOT NULL CHECK (checksum ~ '^[0-9a-f]{64}$'),
    row_count INTEGER NOT NULL CHECK (row_count > 0),
    pushed_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (run_id, checksum)
);
`;
