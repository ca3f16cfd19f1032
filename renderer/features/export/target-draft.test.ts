import { expect, test } from 'vitest';
import { postgresTargetSchema } from '../../../pipeline/contract/postgres.ts';
import { draftOf, emptyDraft, targetOf, targetProblem } from './target-draft.ts';

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

test('what is missing or refused is named, one thing after the other', () => {
  expect(targetProblem(filled)).toBeNull();
  expect(targetProblem(emptyDraft)).toBe('Fill in host, database and user.');
  expect(targetProblem({ ...filled, user: ' ' })).toBe('Fill in user.');
  expect(targetProblem({ ...filled, port: '54x2' })).toBe('“54x2” is no port: give a whole number from 1 to 65535.');
  expect(targetProblem({ ...filled, port: ' ' })).toMatch(/^Nothing is no port/);
  expect(targetProblem({ ...filled, schema: ' ' })).toBe('Fill in the schema; mostly it is public.');
  expect(targetProblem({ ...filled, database: 'd'.repeat(64) })).toBe('The database is longer than a server takes.');
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
