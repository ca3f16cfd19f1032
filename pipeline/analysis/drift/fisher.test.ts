import { expect, test } from 'vitest';
import { fisherExact } from './fisher.ts';

test('the tea tasting of Fisher: 3 of 4 right is 34 of 70 tables', () => {
  expect(fisherExact({ yes: 3, no: 1 }, { yes: 1, no: 3 })).toBeCloseTo(34 / 70, 10);
});

test('adds up the tables of the other tail that are no likelier', () => {
  // Margins 5 | 5 and 5 | 5: the ends have 1 of 252 tables each, those next to them 25.
  expect(fisherExact({ yes: 5, no: 0 }, { yes: 0, no: 5 })).toBeCloseTo(2 / 252, 10);
  expect(fisherExact({ yes: 4, no: 1 }, { yes: 1, no: 4 })).toBeCloseTo(52 / 252, 10);
});

test('leaves out the other tail where its tables are likelier', () => {
  // Of 120 ways to place the 3 among 10, 8 put two of them into the first two; 56 put one there, 56 none.
  expect(fisherExact({ yes: 2, no: 0 }, { yes: 1, no: 7 })).toBeCloseTo(8 / 120, 10);
});

test('tells nothing where nothing happened, and stays a number with very many jobs', () => {
  expect(fisherExact({ yes: 0, no: 9 }, { yes: 0, no: 7 })).toBeCloseTo(1, 10);
  expect(fisherExact({ yes: 100, no: 99_900 }, { yes: 100, no: 99_900 })).toBeCloseTo(1, 6);
  expect(fisherExact({ yes: 100, no: 99_900 }, { yes: 10_000, no: 90_000 })).toBeLessThan(1e-100);
});
