import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stageNames } from '../../pipeline/contract/stages.ts';
import { listItems } from './span-list.ts';
import { stageScene } from './stage-scene.ts';
import { spansBetween, summarise, wholeArea } from './summary.ts';
import { example, randomTimeline } from './testing/small-timelines.ts';
import { timelineScene } from './timeline-scene.ts';
import { viewBetween } from './view.ts';

const anyTimeline = fc.tuple(fc.nat(), fc.nat({ max: 25 })).map(([seed, size]) => randomTimeline(seed, size));

describe('a summary', () => {
  const timeline = example();
  const scene = timelineScene(timeline, 'wall');

  test('of the whole run is every stage with its totals, what is in no stage, and the documents', () => {
    expect(summarise(timeline, scene, wholeArea(scene))).toEqual({
      stages: [
        { name: 'fetch', stage: 0, count: 1, wall: 90, cpu: 20 },
        { name: 'enhancement', stage: 3, count: 1, wall: 500, cpu: 700 },
        { name: 'ocr', stage: 4, count: 3, wall: 2_200, cpu: 1_640 },
      ],
      rest: { name: 'no stage', stage: null, count: 0, wall: 610, cpu: 240 },
      jobs: { name: 'documents', stage: null, count: 3, wall: 3_400, cpu: 2_600 },
    });
  });

  test('of an area counts a span cut by its edge in proportion, and only its workers', () => {
    const { stages, jobs } = summarise(timeline, scene, { from: 550, to: 1_125, firstLane: 0, lastLane: 0 });
    expect(stages).toEqual([{ name: 'ocr', stage: 4, count: 1, wall: 350, cpu: 325 }]);
    expect(jobs).toMatchObject({ count: 2, wall: 475, cpu: 360 + 18.75 });
  });

  test('of the whole run is what a look at each span sums up, by the clock and by CPU', () => {
    fc.assert(
      fc.property(anyTimeline, fc.constantFrom('wall' as const, 'cpu' as const), (any, measure) => {
        const anyScene = timelineScene(any, measure);
        const { stages, jobs } = summarise(any, anyScene, wholeArea(anyScene));
        const { depth, stage, cpu_us: cpu } = any.spans;
        const sum = (kept: (span: number) => boolean) =>
          [...cpu.keys()].filter(kept).reduce((total, span) => total + cpu[span]!, 0);
        expect(jobs.cpu).toBeCloseTo(sum((span) => depth[span] === 0));
        for (const [index, name] of stageNames.entries()) {
          expect(stages.find((row) => row.name === name)?.cpu ?? 0).toBeCloseTo(
            sum((span) => depth[span] === 1 && stage[span] === index),
          );
        }
      }),
    );
  });

  test('of areas side by side adds up to that of both', () => {
    fc.assert(
      fc.property(anyTimeline, fc.nat({ max: 600 }), (any, cut) => {
        const anyScene = timelineScene(any, 'wall');
        fc.pre(cut < anyScene.extent);
        const whole = wholeArea(anyScene);
        const [left, right] = [
          summarise(any, anyScene, { ...whole, to: cut }),
          summarise(any, anyScene, { ...whole, from: cut }),
        ];
        const both = summarise(any, anyScene, whole);
        expect(left.jobs.wall + right.jobs.wall).toBeCloseTo(both.jobs.wall);
        expect(left.rest.wall + right.rest.wall).toBeCloseTo(both.rest.wall);
      }),
    );
  });
});

describe('the list of spans', () => {
  const timeline = example();
  const scene = timelineScene(timeline, 'wall');
  const view = viewBetween(300, 800, scene.extent);

  test('holds what the view touches, in order or sorted', () => {
    expect([...spansBetween(timeline, scene, 300, 800)]).toEqual([0, 2, 4, 7, 8, 9, 10]);
    expect([...listItems(timeline, scene, view, 'wall').items]).toEqual([7, 9, 0, 10, 2, 4, 8]);
    expect([...listItems(timeline, scene, view, 'start').items]).toEqual([0, 7, 8, 2, 4, 9, 10]);
    expect(listItems(timeline, scene, view, 'run').total).toBe(7);
  });

  test('of merged stages holds them all', () => {
    const stages = stageScene(timeline, 'cpu');
    const { items } = listItems(timeline, stages, view, 'cpu');
    expect([...items].map((node) => stages.nodes[node]!.name)).toEqual([
      'all documents',
      'ocr',
      'enhancement',
      'load model',
      'recognise',
      'layout',
      'fetch',
    ]);
  });
});
