/**
 * Schema 2: the history of pushes into other databases. It outlives the runs it names. A target is kept by its name alone:
 * nothing here can log in anywhere.
 */
export const pushes = `
CREATE TABLE pushes (
  id TEXT PRIMARY KEY,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  runs TEXT NOT NULL,
  target TEXT NOT NULL,
  dry_run INTEGER NOT NULL CHECK (dry_run IN (0, 1)),
  result TEXT,
  error TEXT
) STRICT;
CREATE INDEX pushes_by_start ON pushes(started_at);
`;
