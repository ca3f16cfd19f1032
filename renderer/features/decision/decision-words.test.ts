import { expect, test } from 'vitest';
import { sampleFacts } from '../../../pipeline/analysis/capacity/testing/sample-facts.ts';
import { makeCriteria } from '../../../pipeline/analysis/decision/criteria.ts';
import { decide } from '../../../pipeline/analysis/decision/decide.ts';
import { firmText, headlineParts, inputFacts, riskRows, verdictTone } from './decision-words.ts';

test('the verdict is set apart from what stands behind it, and nothing of the headline is lost', () => {
  const parts = (verdict: Parameters<typeof headlineParts>[0]['verdict'], headline: string) =>
    headlineParts({ verdict, headline });
  expect(parts('GO', 'GO')).toEqual({ word: 'GO', rest: '' });
  expect(parts('GO', 'GO, not firm: 40 more documents would tell')).toEqual({
    word: 'GO',
    rest: 'Not firm: 40 more documents would tell',
  });
  expect(parts('ADJUST', 'ADJUST (reduce volume), not firm: it lies on the limit of 0.72 s')).toEqual({
    word: 'ADJUST',
    rest: 'Reduce volume, not firm: it lies on the limit of 0.72 s',
  });
  expect(parts('NO-GO', 'NO-GO: an invariant is broken')).toEqual({ word: 'NO-GO', rest: 'An invariant is broken' });
  expect(parts('CANNOT-TELL', 'Can’t tell')).toEqual({ word: 'Can’t tell', rest: '' });
});

test('a verdict that cannot be told is neither firm nor not, and warns', () => {
  expect(firmText({ verdict: 'CANNOT-TELL', firm: false })).toBeNull();
  expect(firmText({ verdict: 'GO', firm: false })).toBe('not firm');
  expect((['GO', 'ADJUST', 'NO-GO', 'CANNOT-TELL'] as const).map(verdictTone)).toEqual(['good', 'warn', 'bad', 'warn']);
});

test('each risk has its measured values, its test and its threshold, and the failure rate its bound', () => {
  const facts = sampleFacts();
  const rows = riskRows(decide(facts, makeCriteria()).risks, facts.drift.checks);
  expect(rows.map(({ title }) => title)).toContain('Failure rate');
  const size = rows.find(({ title }) => title === 'Document size');
  expect(size).toMatchObject({
    verdict: 'drifted',
    here: expect.stringContaining('1.4 MB'),
    reference: expect.stringContaining('0.8 MB'),
  });
  expect(size?.threshold).toContain('p below 0.05');
  expect(rows.at(-1)?.sentence).toContain('Clopper–Pearson');
});

test('the inputs of the criteria are told as a person gave them', () => {
  const facts = inputFacts(makeCriteria().inputs);
  expect(facts).toContainEqual({ name: 'Mix', value: '70 % fast, 30 % standard' });
  expect(facts).toContainEqual({ name: 'Cold starts', value: 'as in the run' });
});
