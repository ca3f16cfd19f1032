/** Schema 4: what a bucket knows a document's content by. Its bytes are read by its job alone, so there is no hash of them. */
export const buckets = `
ALTER TABLE documents ADD COLUMN etag TEXT;
`;
