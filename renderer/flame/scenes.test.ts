import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOf, type Scene, startOf } from './scene.ts';
import { mergeByStage, stageScene } from './stage-scene.ts';
import { fastest } from './testing/fastest.ts';
import { example, randomTimeline, timelineOf } from './testing/small-timelines.ts';
import { syntheticTimeline } from './testing/synthetic-timeline.ts';
import { timelineScene } from './timeline-scene.ts';

const anyTimeline = fc.tuple(fc.nat(), fc.nat({ max: 25 })).map(([seed, size]) => randomTimeline(seed, size));

/** Rows are sorted, boxes of a row stand apart, and each lies inside the box of its parent, one row below it. */
function expectNested(scene: Scene): void {
  const { first, start, end, item } = scene.rows;
  for (let row = 0; row + 1 < first.length; row += 1) {
    for (let box = first[row]! + 1; box < first[row + 1]!; box += 1) expect(start[box]).toBeGreaterThanOrEqual(end[box - 1]!);
  }
  for (const [box, index] of item.entries()) {
    expect(scene.boxOf[index]).toBe(box);
    expect(end[box]).toBeLessThanOrEqual(scene.extent);
    const parent = scene.parent[index]!;
    if (parent < 0) continue;
    expect(start[box]).toBeGreaterThanOrEqual(startOf(scene, parent));
    expect(end[box]).toBeLessThanOrEqual(endOf(scene, parent));
  }
}

const widthOf = (scene: Scene, item: number): number => endOf(scene, item) - startOf(scene, item);

describe('the timeline', () => {
  test('by the clock has each span where it was, children inside parents', () => {
    fc.assert(
      fc.property(anyTimeline, (timeline) => {
        const scene = timelineScene(timeline, 'wall');
        expectNested(scene);
        for (const [span, start] of timeline.spans.start_us.entries()) {
          expect(startOf(scene, span)).toBe(start);
          expect(endOf(scene, span)).toBe(start + timeline.spans.wall_us[span]!);
        }
      }),
    );
  });

  test('by CPU has children inside parents, and each span as wide as its CPU or as its children need', () => {
    fc.assert(
      fc.property(anyTimeline, (timeline) => {
        const scene = timelineScene(timeline, 'cpu');
        expectNested(scene);
        const inside = new Float64Array(scene.parent.length);
        for (const [span, parent] of scene.parent.entries())
          if (parent >= 0) inside[parent] = inside[parent]! + widthOf(scene, span);
        for (const [span, cpu] of timeline.spans.cpu_us.entries())
          expect(widthOf(scene, span)).toBe(Math.max(cpu, inside[span]!));
      }),
    );
  });

  test('by CPU puts the jobs of a worker one after another, and leaves the own rest of a parent at its right', () => {
    const scene = timelineScene(example(), 'cpu');
    const placed = [...scene.parent.keys()].map((span) => [startOf(scene, span), endOf(scene, span)]);
    expect(placed).toEqual([
      [0, 800],
      [0, 20],
      [20, 670],
      [20, 120],
      [120, 600],
      [800, 1_100],
      [800, 1_090],
      [0, 1_500],
      [0, 700],
      [700, 1_400],
      [700, 1_300],
    ]);
  });

  test('marks failed and cold jobs, in words too', () => {
    const scene = timelineScene(example(), 'wall');
    expect([...scene.failed.item]).toEqual([5]);
    expect([...scene.cold.item]).toEqual([7]);
    expect([0, 2, 5, 7].map(scene.label)).toEqual(['receipt-1.jpg', 'ocr', 'letter-2.jpg (failed)', 'invoice-3.jpg (cold)']);
    expect(scene.lanes.map(({ label, details }) => [label, ...details])).toEqual([
      ['Worker 1', '2 documents', '0.79 cores'],
      ['Worker 2', '1 document', '0.75 cores'],
    ]);
  });

  test('of nothing is empty, and has an axis', () => {
    const nothing = timelineOf([]);
    expect(timelineScene(nothing, 'wall')).toMatchObject({ extent: 1, lanes: [] });
    expect(stageScene(nothing, 'cpu')).toMatchObject({ extent: 1, nodes: [] });
  });

  test('takes ten times as long for ten times the spans, and not a hundred times', () => {
    const timeFor = (spans: number): number => {
      const timeline = syntheticTimeline({ spans, lanes: 64 });
      return fastest(() => timelineScene(timeline, 'wall'), 3);
    };
    timeFor(50_000);
    expect(timeFor(500_000) / timeFor(50_000)).toBeLessThan(40);
  });
});

describe('all jobs by stage', () => {
  test('sums up what a look at each span by its path of names sums up', () => {
    fc.assert(
      fc.property(anyTimeline, (timeline) => {
        const { parent } = timelineScene(timeline, 'wall');
        const sums = new Map<string, { count: number; wall: number; cpu: number }>();
        for (const span of parent.keys()) {
          const path: string[] = [];
          for (let at = span; parent[at]! >= 0; at = parent[at]!) path.unshift(timeline.names[timeline.spans.name[at]!]!);
          const sum = sums.get(path.join('/')) ?? { count: 0, wall: 0, cpu: 0 };
          sum.count += 1;
          sum.wall += timeline.spans.wall_us[span]!;
          sum.cpu += timeline.spans.cpu_us[span]!;
          sums.set(path.join('/'), sum);
        }
        const nodes = mergeByStage(timeline);
        const pathOf = (index: number): string[] =>
          nodes[index]!.parent < 0 ? [] : [...pathOf(nodes[index]!.parent), nodes[index]!.name];
        const merged = new Map(nodes.map(({ count, wall, cpu }, index) => [pathOf(index).join('/'), { count, wall, cpu }]));
        expect(merged).toEqual(sums);
      }),
    );
  });

  test('has the heaviest at the left, and each at least as wide as its total', () => {
    fc.assert(
      fc.property(anyTimeline, fc.constantFrom('wall' as const, 'cpu' as const), (timeline, measure) => {
        const scene = stageScene(timeline, measure);
        expectNested(scene);
        for (const [index, node] of scene.nodes.entries()) {
          expect(widthOf(scene, index)).toBeGreaterThanOrEqual(node[measure]);
          const widths = node.children
            .toSorted((one, other) => startOf(scene, one) - startOf(scene, other))
            .map((child) => widthOf(scene, child));
          expect(widths).toEqual(widths.toSorted((one, other) => other - one));
        }
      }),
    );
  });

  test('says name, total, share and count', () => {
    const scene = stageScene(example(), 'cpu');
    const ocr = scene.nodes.findIndex(({ name }) => name === 'ocr');
    expect(scene.label(ocr)).toBe('ocr · 1.64 ms · 63.1 % · 3×');
    expect(startOf(scene, ocr)).toBe(0);
  });
});
