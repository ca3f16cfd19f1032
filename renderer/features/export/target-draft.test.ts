import { expect, test } from 'vitest';
import { postgresTargetSchema } from '../../../pipeline/contract/postgres.ts';
import { draftOf, emptyDraft, targetOf } from './target-draft.ts';

const filled = { ...emptyDraft, host: ' db.example.com ', database: 'production', user: 'bench' };

test('what is typed makes a target, with the report’s defaults and without stray spaces', () => {
  expect(targetOf(filled, null)).toEqual(
    postgresTargetSchema.parse({ host: 'db.example.com', database: 'production', user: 'bench' }),
  );
});

test.each([
  { host: '' },
  { database: ' ' },
  { user: '' },
  { port: '' },
  { port: '0' },
  { port: '70000' },
  { port: 'abc' },
  { schema: '' },
])('%j makes none', (change) => {
  expect(targetOf({ ...filled, ...change }, null)).toBeNull();
});

test('a target goes into the form and comes back, with what the form does not show', () => {
  const target = postgresTargetSchema.parse({
    host: 'h',
    port: 6543,
    database: 'd',
    user: 'u',
    schema: 's',
    tls: 'verify-ca',
    ca_file: '/ca.pem',
    statement_timeout_seconds: 7,
  });
  expect(targetOf(draftOf(target), target)).toEqual(target);
});
