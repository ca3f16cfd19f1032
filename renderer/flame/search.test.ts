import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Found, nextFound, search } from './search.ts';
import { stageScene } from './stage-scene.ts';
import { example, randomTimeline } from './testing/small-timelines.ts';
import { timelineScene } from './timeline-scene.ts';

const anyTimeline = fc.tuple(fc.nat(), fc.nat({ max: 25 })).map(([seed, size]) => randomTimeline(seed, size));

const timeline = example();
const scene = timelineScene(timeline, 'wall');
const find = (query: string): Found => search(timeline, scene, query)!;
const names = (query: string): string[] => [...find(query).items].map((span) => timeline.names[timeline.spans.name[span]!]!);

describe('search', () => {
  test('finds documents, stages and parts, whatever the case', () => {
    expect(names('RECEIPT')).toEqual(['receipt-1.jpg']);
    expect(names('ocr')).toEqual(['ocr', 'ocr', 'ocr']);
    expect(names('Load')).toEqual(['load model']);
    expect(names('nothing')).toEqual([]);
  });

  test('narrows by each further word, of the span or of its document', () => {
    expect([...find('ocr receipt').items]).toEqual([2]);
    expect([...find('jpg').items]).toEqual([0, 5, 7]);
    expect([...find('invoice load').items]).toEqual([10]);
  });

  test('lights a found document with all that is in it', () => {
    const { isLit, found, lit } = find('letter');
    expect([4, 5, 6, 7].map(isLit)).toEqual([false, true, true, false]);
    expect([[...found.item], [...lit.item]]).toEqual([[5], [5, 6]]);
  });

  test('of no words is no search', () => {
    expect(search(timeline, scene, '  ')).toBe(null);
  });

  test('finds merged stages by name', () => {
    const stages = stageScene(timeline, 'cpu');
    expect([...search(timeline, stages, 'ocr')!.items].map((node) => stages.nodes[node]!.name)).toEqual(['ocr']);
  });

  test('finds what a look at each span finds', () => {
    fc.assert(
      fc.property(anyTimeline, fc.constantFrom('ocr', 'o', 'fetch jpg', 'ocr fetch', 'LAYOUT ocr'), (any, query) => {
        const words = query.toLowerCase().split(' ');
        const expected = [...any.spans.name.keys()].filter((span) => {
          const own = any.names[any.spans.name[span]!]!.toLowerCase();
          const file = any.jobs[any.spans.job[span]!]!.file.toLowerCase();
          return words.some((word) => own.includes(word)) && words.every((word) => own.includes(word) || file.includes(word));
        });
        expect([...search(any, timelineScene(any, 'wall'), query)!.items]).toEqual(expected);
      }),
    );
  });
});

test('next and previous go through what is found in order, and round the end', () => {
  const found = find('ocr');
  expect([...found.items]).toEqual([2, 6, 9]);
  expect([null, 0, 2, 3, 9, 10].map((from) => nextFound(found, from, 1))).toEqual([0, 0, 1, 1, 0, 0]);
  expect([null, 0, 2, 3, 9, 10].map((from) => nextFound(found, from, -1))).toEqual([2, 2, 2, 0, 1, 2]);
  expect(nextFound(find('nothing'), 3, 1)).toBe(-1);
});
