import { expect, test } from 'vitest';
import type { ReceivedDocument } from '../../load/gateway/intake.ts';
import type { FoundDocument } from '../documents.ts';
import { LoadDocuments, uploadName } from './load-documents.ts';

const known = (file: string, path_class: FoundDocument['path_class'] = null): FoundDocument => ({
  file,
  root: '/scans',
  bytes: 3,
  sha256: 'aa',
  etag: null,
  path_class,
  type: null,
  truth: null,
});
const upload = (changes: Partial<ReceivedDocument>): ReceivedDocument => ({
  job_id: 'j',
  file: '/incoming/j',
  bytes: 3,
  sha256: 'aa',
  name: 'a.jpg',
  webhook: null,
  arrival: null,
  ...changes,
});

test('an upload is a known document only by its name and by what is in it', () => {
  const document = known('may/a.jpg');
  const documents = new LoadDocuments([document]);
  const name = uploadName(document);
  expect(documents.find(upload({ name }))).toBe(document);
  expect(documents.find(upload({ name, sha256: 'bb' }))).toBeNull();
  expect(documents.find(upload({ name: 'b.jpg' }))).toBeNull();
});

test('a plan names each document that it sends once', () => {
  const [fast, other, standard] = [known('a', 'fast'), known('b', 'fast'), known('c', 'standard')];
  const documents = new LoadDocuments([fast, other, standard]);
  const plan = (['fast', 'standard', 'fast'] as const).map((path) => ({ at: 0, path, document: 0 }));
  expect(documents.named(plan)).toEqual([fast, standard]);
});
