import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cull, newPieces, type Pieces } from './cull.ts';
import { boxesBetween, longestBetween, type Rows, rowsOf } from './rows.ts';
import { fastest } from './testing/fastest.ts';
import { pan, type View, viewBetween } from './view.ts';

/** A row of boxes with gaps and lengths as given, microseconds; both may be zero. */
function rowOf(stretches: readonly (readonly [gap: number, length: number])[]): Rows {
  const start = new Float64Array(stretches.length);
  const end = new Float64Array(stretches.length);
  let now = 0;
  for (const [index, [gap, length]] of stretches.entries()) {
    start[index] = now + gap;
    end[index] = now + gap + length;
    now = end[index]!;
  }
  return rowsOf(1, new Uint32Array(stretches.length), start, end);
}

const anyRow = fc
  .array(
    fc.tuple(fc.oneof(fc.constant(0), fc.nat({ max: 30 })), fc.oneof(fc.constant(0), fc.nat({ max: 5 }), fc.nat({ max: 90 }))),
    { maxLength: 300 },
  )
  .map(rowOf);

const anyViewOf = (rows: Rows): fc.Arbitrary<View> => {
  const extent = Math.max(1, ...rows.end);
  return fc
    .tuple(fc.double({ min: 0, max: extent, noNaN: true }), fc.double({ min: 1, max: extent, noNaN: true }))
    .map(([start, length]) => pan(viewBetween(start, start + length, extent), 0, extent));
};
const anyScene = anyRow.chain((rows) =>
  fc.record({ rows: fc.constant(rows), view: anyViewOf(rows), width: fc.integer({ min: 1, max: 60 }) }),
);

const listed = (pieces: Pieces) =>
  Array.from({ length: pieces.count }, (_, index) => ({
    from: pieces.from[index]!,
    to: pieces.to[index]!,
    box: pieces.box[index]!,
  }));

/** What each column is covered by, looking at every box of the row. */
function bruteForce(rows: Rows, view: View, width: number): Map<number, number>[] {
  const x = (time: number): number => (time - view.base - view.shift) * (width / view.length);
  return Array.from({ length: width }, (_, column) => {
    const covering = new Map<number, number>();
    for (let box = 0; box < rows.start.length; box += 1) {
      const [left, right] = [x(rows.start[box]!), x(rows.end[box]!)];
      const touches = left < column + 1 && (right > column || left >= column);
      if (touches) covering.set(box, Math.min(right, column + 1) - Math.max(left, column));
    }
    return covering;
  });
}

describe('pieces of a row', () => {
  test('are one per column at most: in order, apart from each other, inside the width', () => {
    fc.assert(
      fc.property(anyScene, ({ rows, view, width }) => {
        const pieces = newPieces(width);
        cull(rows, 0, view, width, pieces);
        let free = 0;
        for (const { from, to } of listed(pieces)) {
          expect(from).toBeGreaterThanOrEqual(free);
          expect(to).toBeGreaterThan(from);
          free = to;
        }
        expect(free).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('fill each column that any box touches, and no other, with a box that covers most of it', () => {
    fc.assert(
      fc.property(anyScene, ({ rows, view, width }) => {
        const pieces = newPieces(width);
        cull(rows, 0, view, width, pieces);
        const shown = new Map<number, number>();
        for (const { from, to, box } of listed(pieces)) for (let column = from; column < to; column += 1) shown.set(column, box);
        for (const [column, covering] of bruteForce(rows, view, width).entries()) {
          const box = shown.get(column);
          expect(box !== undefined).toBe(covering.size > 0);
          if (box !== undefined) expect(covering.get(box)).toBeGreaterThanOrEqual(Math.max(...covering.values()) - 1e-9);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('show every box that is two columns wide or more', () => {
    fc.assert(
      fc.property(anyScene, ({ rows, view, width }) => {
        const pieces = newPieces(width);
        cull(rows, 0, view, width, pieces);
        const boxes = new Set(listed(pieces).map(({ box }) => box));
        for (let box = 0; box < rows.start.length; box += 1) {
          const x = (time: number): number => (time - view.base - view.shift) * (width / view.length);
          const visible = Math.min(width, x(rows.end[box]!)) - Math.max(0, x(rows.start[box]!));
          if (visible >= 2) expect(boxes.has(box)).toBe(true);
        }
      }),
    );
  });

  test('of a part of the columns are those of the whole', () => {
    fc.assert(
      fc.property(anyScene, fc.nat(), ({ rows, view, width }, seed) => {
        const column = seed % width;
        const [whole, part] = [newPieces(width), newPieces(width)];
        cull(rows, 0, view, width, whole);
        cull(rows, 0, view, width, part, column, column + 1);
        const expected = listed(whole).find(({ from, to }) => from <= column && column < to)?.box;
        expect(listed(part).map(({ box }) => box)).toEqual(expected === undefined ? [] : [expected]);
      }),
    );
  });

  test('of a million boxes are made without looking at each', () => {
    const pieces = newPieces(1280);
    const timeFor = (boxes: number): number => {
      const rows = rowOf(Array.from({ length: boxes }, (_, index) => [index % 3, 1 + (index % 7)] as const));
      const extent = rows.end.at(-1)!;
      const view = viewBetween(0, extent, extent);
      return fastest(() => cull(rows, 0, view, 1280, pieces), 20);
    };
    timeFor(20_000);
    expect(timeFor(1_000_000) / timeFor(20_000)).toBeLessThan(20);
    expect(pieces.count).toBeLessThanOrEqual(1280);
  });
});

test('the longest of a stretch is the longest, the first of equals', () => {
  const rows = rowOf(Array.from({ length: 20_000 }, (_, index) => [0, (index * 7_919) % 1_009] as const));
  fc.assert(
    fc.property(fc.nat({ max: 20_000 }), fc.nat({ max: 20_000 }), (one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      let longest = -1;
      for (let box = from; box < to; box += 1) {
        if (longest < 0 || rows.end[box]! - rows.start[box]! > rows.end[longest]! - rows.start[longest]!) longest = box;
      }
      expect(longestBetween(rows, from, to)).toBe(longest);
    }),
  );
});

test('boxes between two times are those that a look at each finds', () => {
  fc.assert(
    fc.property(anyRow, fc.nat({ max: 3_000 }), fc.nat({ max: 500 }), (rows, from, length) => {
      const { first, end } = boxesBetween(rows, 0, from, from + length);
      const expected = [...rows.start.keys()].filter(
        (box) => rows.start[box]! < from + length && (rows.end[box]! > from || rows.start[box]! >= from),
      );
      expect(Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index)).toEqual(expected);
    }),
  );
});
