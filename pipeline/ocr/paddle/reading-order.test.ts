import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inReadingOrder } from './reading-order.ts';
import { type RotatedBox, turnedOver } from './rotated-box.ts';

/** Two rows of two and a last one, on a page turned by so many degrees about its corner. */
function page(degrees: number): RotatedBox[] {
  const angle = (degrees * Math.PI) / 180;
  const along = { x: Math.cos(angle), y: Math.sin(angle) };
  const at = (x: number, y: number, width: number): RotatedBox => ({
    centre: { x: x * along.x - y * along.y, y: x * along.y + y * along.x },
    along,
    width,
    height: 20,
  });
  return [at(150, 20, 200), at(600, 24, 80), at(120, 60, 140), at(610, 57, 60), at(200, 110, 300)];
}

test('rows are read from top to bottom and from left to right, however the lines were found and the page is turned', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), fc.integer({ min: -180, max: 180 }), (order, degrees) => {
      const boxes = page(degrees);
      expect(inReadingOrder(order.map((index) => boxes[index]!))).toEqual(boxes);
    }),
  );
});

test('a page that lies upside down is read from its own top', () => {
  const boxes = page(0);
  expect(inReadingOrder(boxes.map(turnedOver))).toEqual([4, 3, 2, 1, 0].map((index) => turnedOver(boxes[index]!)));
});

test('a page without lines has no order', () => {
  expect(inReadingOrder([])).toEqual([]);
});
