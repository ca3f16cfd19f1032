-- What was pushed: a line is written in the transaction of its rows, and says that they are there.
CREATE TABLE IF NOT EXISTS rbench_pushes (
    run_id UUID NOT NULL,
    -- SHA-256 over the rows as COPY's binary fields, in the order of their ids
    checksum TEXT NOT NULL CHECK (checksum ~ '^[0-9a-f]{64}$'),
    row_count INTEGER NOT NULL CHECK (row_count > 0),
    pushed_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (run_id, checksum)
);
