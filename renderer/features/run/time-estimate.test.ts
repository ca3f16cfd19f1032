import { expect, test } from 'vitest';
import type { Estimate } from '../../../pipeline/contract/reader-calls.ts';
import { expectedSeconds, timesEach } from './time-estimate.ts';

const past: Estimate = {
  run: '0b2f9a51-5c0d-4a55-9f59-6e2f1f1c3b7e',
  name: 'baseline',
  created_at: '2026-11-23T18:00:00Z',
  documents: 10,
  wall_seconds_per_document: 2,
  differs_in: [],
};

test('one worker takes one document after another', () => {
  expect(expectedSeconds(past, { documents: 10, workers: 1, cores: 8 })).toBe(20);
});

test('workers share the documents in rounds, up to the cores', () => {
  expect(expectedSeconds(past, { documents: 10, workers: 4, cores: 8 })).toBe(6);
  expect(expectedSeconds(past, { documents: 10, workers: 4, cores: 2 })).toBe(10);
  expect(expectedSeconds(past, { documents: 1, workers: 4, cores: 8 })).toBe(2);
});

test('says how often each document comes', () => {
  expect(timesEach(12, 12)).toBe('once');
  expect(timesEach(12, 36)).toBe('3 times');
  expect(timesEach(12, 30)).toBe('2 or 3 times');
});
