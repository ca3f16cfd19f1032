import { expect, test } from 'vitest';
import { bounded, fitWidth, liesOver, type PageView, panBy, placeOf, showBox, wholePage, zoomAt } from './page-view.ts';

const page = { width: 1000, height: 2000 };
const frame = { width: 500, height: 400 };

/** Where a point of the page is seen. */
const seen = (view: PageView, x: number, y: number) => {
  const { scale, left, top } = placeOf(view, page, frame);
  return { x: left + x * scale, y: top + y * scale };
};

test('at first the whole page stands in the middle of the frame', () => {
  expect(placeOf(wholePage, page, frame)).toEqual({ scale: 0.2, left: 150, top: 0 });
  expect(seen(wholePage, 1000, 2000)).toEqual({ x: 350, y: 400 });
});

test('what is under the pointer stays under it while zooming', () => {
  const near = zoomAt(wholePage, 8, { x: 250, y: 300 }, page, frame);
  expect(near.zoom).toBe(8);
  expect(seen(near, 500, 1500).x).toBeCloseTo(250, 9);
  expect(seen(near, 500, 1500).y).toBeCloseTo(300, 9);
});

test('dragging moves the page with the pointer', () => {
  const near: PageView = { zoom: 10, x: 0.5, y: 0.5 };
  const before = seen(near, 400, 900);
  const after = seen(panBy(near, 30, -20, page, frame), 400, 900);
  expect(after.x - before.x).toBeCloseTo(30, 9);
  expect(after.y - before.y).toBeCloseTo(-20, 9);
});

test('no edge of a large page leaves the edge of the frame, and a small page stays in the middle', () => {
  const corner = seen(bounded({ zoom: 10, x: -5, y: 99 }, page, frame), 0, 2000);
  expect(corner.x).toBeCloseTo(0, 9);
  expect(corner.y).toBeCloseTo(400, 9);
  expect(bounded({ zoom: 0.6, x: 0, y: 1 }, page, frame)).toEqual({ zoom: 0.6, x: 0.5, y: 0.5 });
});

test('zoom has ends', () => {
  expect(zoomAt(wholePage, 1e9, { x: 0, y: 0 }, page, frame).zoom).toBe(40);
  expect(zoomAt(wholePage, 1e-9, { x: 0, y: 0 }, page, frame).zoom).toBe(0.5);
});

test('a page as wide as the frame begins at its top', () => {
  const view = fitWidth(page, frame);
  expect(seen(view, 0, 0)).toEqual({ x: 0, y: 0 });
  expect(seen(view, 1000, 0).x).toBeCloseTo(500, 9);
});

test('a box that is shown lies in the middle and inside the frame', () => {
  const view = showBox(wholePage, { x0: 400, y0: 980, x1: 600, y1: 1020 }, page, frame);
  expect(seen(view, 500, 1000).x).toBeCloseTo(250, 9);
  expect(seen(view, 500, 1000).y).toBeCloseTo(200, 9);
  expect(view.zoom).toBeGreaterThan(1);
  const [left, right] = [seen(view, 400, 980).x, seen(view, 600, 980).x];
  expect(right - left).toBeLessThanOrEqual(251);
});

test('boxes lie over a source only where nothing was turned', () => {
  expect(liesOver({ width: 937, height: 1449 }, { width: 937, height: 1449 })).toBe(true);
  expect(liesOver({ width: 937, height: 1449 }, { width: 977, height: 1475 })).toBe(false);
  // Larger pictures come reduced.
  expect(liesOver({ width: 1697, height: 2400 }, { width: 2481, height: 3508 })).toBe(true);
  expect(liesOver({ width: 1697, height: 2400 }, { width: 2600, height: 3600 })).toBe(false);
});
