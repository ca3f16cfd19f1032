/** Schema 3: what came of each arrival of a load test, and the machine that a worker ran on where it is not this one. */
export const loadTests = `
ALTER TABLE arrivals ADD COLUMN path TEXT NOT NULL DEFAULT 'fast' CHECK (path IN ('fast', 'standard'));
ALTER TABLE arrivals ADD COLUMN document INTEGER NOT NULL DEFAULT 0 CHECK (document >= 0);
ALTER TABLE arrivals ADD COLUMN ended_us INTEGER;
ALTER TABLE arrivals ADD COLUMN outcome TEXT NOT NULL DEFAULT 'planned'
  CHECK (outcome IN ('planned', 'in_flight', 'completed', 'failed', 'rejected'));
ALTER TABLE workers ADD COLUMN host TEXT;
`;
