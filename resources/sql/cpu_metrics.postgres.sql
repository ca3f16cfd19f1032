CREATE TABLE IF NOT EXISTS cpu_metrics (
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
