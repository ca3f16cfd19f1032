import { expect, test } from 'vitest';
import { defaultSettings } from '../../contract/settings.ts';
import { documentOrder, planPasses } from './plan.ts';

const plan = (seed: number, count: number, blocks = 20) =>
  planPasses({
    seed,
    blocks,
    sides: (['a', 'b', 'c', 'd'] as const).slice(0, count).map((name) => ({ name, settings: defaultSettings })),
  });

const ordersOf = (passes: ReturnType<typeof plan>): string[] =>
  [...Map.groupBy(passes, ({ block }) => block).values()].map((block) => block.map(({ side }) => side).join(''));

test('of two sides, a block is a b b a or b a a b, and both come', () => {
  expect(new Set(ordersOf(plan(1, 2)))).toEqual(new Set(['abba', 'baab']));
});

test('a block takes every side there and back', () => {
  for (const order of ordersOf(plan(3, 4))) {
    const there = order.slice(0, 4);
    expect(there.split('').toSorted().join('')).toBe('abcd');
    expect(order.slice(4)).toBe(there.split('').toReversed().join(''));
  }
  expect(new Set(ordersOf(plan(3, 4))).size).toBeGreaterThan(10);
});

test('passes are numbered in their order, and halves tell there from back', () => {
  const passes = plan(5, 3, 2);
  expect(passes.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(passes.map(({ half }) => half)).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1]);
  expect(passes.map(({ block }) => block)).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
});

test('the same seed gives the same plan, another one another', () => {
  expect(plan(8, 2)).toEqual(plan(8, 2));
  expect(ordersOf(plan(8, 2))).not.toEqual(ordersOf(plan(9, 2)));
});

test('documents are in the order of their block: each once, the same for the same seed, another in the next block', () => {
  const order = documentOrder(4, 0, 50);
  expect(order.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 50 }, (_, index) => index));
  expect(documentOrder(4, 0, 50)).toEqual(order);
  expect(documentOrder(4, 1, 50)).not.toEqual(order);
  expect(documentOrder(5, 0, 50)).not.toEqual(order);
  expect(documentOrder(4, 0, 0)).toEqual([]);
});

test('no document has a favourite place', () => {
  const blocks = 2000;
  const first = new Map<number, number>();
  for (let block = 0; block < blocks; block += 1) {
    const [document = -1] = documentOrder(2, block, 5);
    first.set(document, (first.get(document) ?? 0) + 1);
  }
  for (const count of first.values()) expect(Math.abs(count / blocks - 0.2)).toBeLessThan(0.04);
});
