import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cull, newPieces } from './cull.ts';
import { hitTest } from './hit.ts';
import { layOutLanes, rowOfItem, scrollTo, topOfRow } from './lane-layout.ts';
import { type Direction, firstOnScreen, neighbour } from './navigate.ts';
import { endOf, startOf } from './scene.ts';
import { example, randomTimeline } from './testing/small-timelines.ts';
import { syntheticTimeline } from './testing/synthetic-timeline.ts';
import { timelineScene } from './timeline-scene.ts';
import { toX, viewBetween, wholeView } from './view.ts';

const anyTimeline = fc.tuple(fc.nat(), fc.nat({ max: 25 })).map(([seed, size]) => randomTimeline(seed, size));

describe('arrow keys', () => {
  const timeline = example();
  const scene = timelineScene(timeline, 'wall');
  const nameOf = (span: number): string => timeline.names[timeline.spans.name[span]!]!;
  const walk = (from: number, ...keys: Direction[]): string => nameOf(keys.reduce((at, key) => neighbour(scene, at, key), from));

  test('go down to the first child and up to the parent', () => {
    expect(walk(0, 'down')).toBe('fetch');
    expect(walk(0, 'down', 'right', 'down')).toBe('layout');
    expect(walk(0, 'down', 'right', 'down', 'up', 'up')).toBe('receipt-1.jpg');
  });

  test('go along the row from job to job, and stop at its ends', () => {
    expect(walk(1, 'right', 'right')).toBe('ocr');
    expect(neighbour(scene, 2, 'right')).toBe(6);
    expect(neighbour(scene, 6, 'right')).toBe(6);
    expect(neighbour(scene, 0, 'left')).toBe(0);
    expect([neighbour(scene, 1, 'last'), neighbour(scene, 6, 'first')]).toEqual([6, 1]);
  });

  test('go on to the next worker below the last row, and back above the first', () => {
    expect(walk(3, 'down')).toBe('invoice-3.jpg');
    expect(walk(7, 'up')).toBe('receipt-1.jpg');
    expect(walk(10, 'down')).toBe('load model');
  });

  test('start from the first job on screen', () => {
    expect(firstOnScreen(scene, wholeView(scene.extent), 0)).toBe(0);
    expect(firstOnScreen(scene, viewBetween(1_060, 1_400, scene.extent), 0)).toBe(5);
    expect(firstOnScreen(scene, wholeView(scene.extent), 1)).toBe(7);
    expect(firstOnScreen(scene, viewBetween(2_040, 2_050, scene.extent), 0)).toBe(7);
  });

  test('never leave the run, and up undoes down wherever down went to a child', () => {
    fc.assert(
      fc.property(
        anyTimeline,
        fc.array(fc.constantFrom<Direction>('up', 'down', 'left', 'right', 'first', 'last'), { maxLength: 20 }),
        (any, keys) => {
          const anyScene = timelineScene(any, 'wall');
          fc.pre(anyScene.parent.length > 0);
          let at = 0;
          for (const key of keys) {
            at = neighbour(anyScene, at, key);
            expect(at).toBeGreaterThanOrEqual(0);
            expect(at).toBeLessThan(anyScene.parent.length);
            const child = neighbour(anyScene, at, 'down');
            if (anyScene.parent[child] === at) expect(neighbour(anyScene, child, 'up')).toBe(at);
          }
        },
      ),
    );
  });

  test('reach every child of every span', () => {
    fc.assert(
      fc.property(anyTimeline, (any) => {
        const anyScene = timelineScene(any, 'wall');
        for (const [span, parent] of anyScene.parent.entries()) {
          if (parent >= 0) expect(anyScene.parent[neighbour(anyScene, parent, 'down')]).toBe(parent);
          expect(span).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

describe('hitting', () => {
  test('finds the span that stands under the middle of where it is drawn', () => {
    fc.assert(
      fc.property(anyTimeline, (timeline) => {
        const scene = timelineScene(timeline, 'wall');
        const layout = layOutLanes(scene.lanes, 500);
        const view = wholeView(scene.extent);
        const width = 4_000;
        for (const span of scene.parent.keys()) {
          const [left, right] = [toX(view, width, startOf(scene, span)), toX(view, width, endOf(scene, span))];
          if (right - left < 2) continue;
          const y = topOfRow(scene, layout, rowOfItem(scene, span)) + layout.rowHeight / 2;
          expect(hitTest(scene, layout, view, width, (left + right) / 2, y)).toBe(span);
        }
      }),
    );
  });

  test('finds what the pixel column shows, and beside it only where the column is empty', () => {
    fc.assert(
      fc.property(anyTimeline, fc.integer({ min: 20, max: 300 }), (timeline, width) => {
        const scene = timelineScene(timeline, 'wall');
        const layout = layOutLanes(scene.lanes, 500);
        const view = wholeView(scene.extent);
        const pieces = newPieces(width);
        for (let row = 0; row + 1 < scene.rows.first.length; row += 1) {
          cull(scene.rows, row, view, width, pieces);
          const shown = new Map<number, number>();
          for (let piece = 0; piece < pieces.count; piece += 1) {
            for (let column = pieces.from[piece]!; column < pieces.to[piece]!; column += 1) {
              shown.set(column, scene.rows.item[pieces.box[piece]!]!);
            }
          }
          const y = topOfRow(scene, layout, row) + 1;
          for (let column = 0; column < width; column += 1) {
            const expected = shown.get(column) ?? shown.get(column - 1) ?? shown.get(column + 1) ?? null;
            expect(hitTest(scene, layout, view, width, column + 0.5, y)).toBe(expected);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  test('finds nothing between lanes, above, below and beside', () => {
    const scene = timelineScene(example(), 'wall');
    const layout = layOutLanes(scene.lanes, 200);
    const at = (x: number, y: number) => hitTest(scene, layout, wholeView(scene.extent), 1_000, x, y);
    const below = layout.laneTop[0]! + 3 * layout.rowHeight + 2;
    expect([at(100, -1), at(100, 0), at(100, below), at(100, layout.height + 5), at(-1, 20), at(1_000, 20)]).toEqual(
      Array(6).fill(null),
    );
  });

  test('looks for a span and does not look at each', () => {
    let reads = 0;
    const counted = <Column extends object>(column: Column): Column =>
      new Proxy(column, {
        get(target, key) {
          reads += 1;
          return Reflect.get(target, key);
        },
      });
    const readsFor = (spans: number): number => {
      const { rows, ...scene } = timelineScene(syntheticTimeline({ spans, lanes: 16 }), 'wall');
      const watched = { ...scene, rows: { ...rows, start: counted(rows.start), end: counted(rows.end) } };
      const layout = layOutLanes(scene.lanes, 800);
      reads = 0;
      for (let x = 0; x < 1_000; x += 1) hitTest(watched, layout, wholeView(scene.extent), 1_280, x, 20 + (x % 600));
      return reads;
    };
    const [few, many] = [readsFor(10_000), readsFor(500_000)];
    expect(few).toBeGreaterThan(1_000);
    expect(many / few).toBeLessThan(12);
  });
});

describe('lanes', () => {
  test('are as high as fits, and scroll at a height that reads when they do not fit', () => {
    const lanes = (count: number) =>
      Array.from({ length: count }, (_, lane) => ({ label: '', details: [], firstRow: lane * 3, rowCount: 3 }));
    expect([1, 2, 6, 7, 100].map((count) => layOutLanes(lanes(count), 460).rowHeight)).toEqual([34, 26, 22, 18, 18]);
    expect(layOutLanes(lanes(6), 460).height).toBeLessThanOrEqual(460);
  });

  test('scroll as little as is needed', () => {
    const scene = timelineScene(syntheticTimeline({ spans: 2_000, lanes: 30 }), 'wall');
    const layout = layOutLanes(scene.lanes, 300);
    const last = scene.rows.item[scene.rows.first[scene.lanes[29]!.firstRow]!]!;
    const bottom = scrollTo(scene, layout, last, 0, 300);
    expect(bottom).toBeCloseTo(layout.height - 300);
    expect(scrollTo(scene, layout, last, bottom, 300)).toBe(bottom);
    expect(scrollTo(scene, layout, 0, bottom, 300)).toBe(layout.laneTop[0]);
  });
});
