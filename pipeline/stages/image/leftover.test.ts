import { expect, test } from 'vitest';
import { findLeftover } from './leftover.ts';
import { findPageInk, measurePage } from './measure-page.ts';
import { drawPage } from './test-page.ts';

test('every letter is missed where nothing was read, none where all was', async () => {
  const page = await drawPage();
  const whole = { x0: 0, y0: 0, x1: page.width, y1: page.height };
  expect(findLeftover(page, [whole])).toBeNull();
  const leftover = findLeftover(page, []);
  expect(leftover).toMatchObject({ missed: measurePage(page).letters, letters: measurePage(page).letters });
});

test('the cut-out holds the missed letters on white, at their place, and nothing of what was read', async () => {
  const page = await drawPage({ shadow: 60 });
  const read = { x0: 0, y0: 0, x1: page.width, y1: 540 };
  const leftover = findLeftover(page, [read])!;
  const { area } = leftover;
  const cutOut = leftover.cutOut();
  expect([cutOut.width, cutOut.height]).toEqual([area.x1 - area.x0, area.y1 - area.y0]);

  const inkBelow = (from: number): number => {
    const { ink } = findPageInk(page);
    return ink.data.subarray(from * ink.width).reduce((sum, pixel) => sum + pixel, 0);
  };
  const dark = cutOut.data.reduce((sum, level) => sum + (level < 128 ? 1 : 0), 0);
  expect(dark / inkBelow(540)).toBeGreaterThan(0.95);
  expect(dark / inkBelow(540)).toBeLessThan(1.1);
  const border = cutOut.data.subarray(0, cutOut.width * 8);
  expect(border.every((level) => level >= 245)).toBe(true);
});

test('the right half is found on a page that was reduced for measuring', async () => {
  const page = await drawPage({ width: 2480, height: 3508, xHeight: 30 });
  const read = { x0: 0, y0: 0, x1: 1240, y1: page.height };
  const { area, missed, letters } = findLeftover(page, [read])!;
  expect(area.x0).toBeGreaterThan(1150);
  expect(missed / letters).toBeGreaterThan(0.4);
  expect(missed / letters).toBeLessThan(0.6);
});
