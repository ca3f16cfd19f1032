import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stageNames } from '../contract/stages.ts';
import { type NestedSpan, nestSpans, type RecordedSpan } from './nest-spans.ts';
import { nestingErrors } from './testing/nesting.ts';

const job = (start_us: number, wall_us: number): NestedSpan => ({
  stage: null,
  part: '',
  name: '',
  depth: 0,
  start_us,
  wall_us,
  user_us: 0,
  system_us: 0,
});

/** Each as `depth name start+wall`. */
const drawn = (spans: readonly NestedSpan[]): string[] =>
  spans.slice(1).map(({ depth, name, start_us, wall_us }) => `${depth} ${name} ${start_us}+${wall_us}`);

test('parts lie in their stage and in the parts that their paths name', () => {
  const spans: RecordedSpan[] = [
    ['fetch', '', 10, 5, 0, 0],
    ['ocr', '', 20, 70, 9, 1],
    ['ocr', 'load model', 21, 4, 0, 0],
    ['ocr', 'retry', 30, 30, 0, 0],
    ['ocr', 'retry/resize', 31, 9, 0, 0],
    ['ocr', 'retry/recognise', 40, 20, 0, 0],
    ['ocr', 'retry/recognise/page 2', 50, 10, 0, 0],
    ['ocr', 'retry', 70, 10, 0, 0],
    ['ocr', 'retry/resize', 72, 1, 0, 0],
    ['ocr', 'retrying', 81, 1, 0, 0],
  ];
  expect(drawn(nestSpans(job(0, 100), spans))).toEqual([
    '1 fetch 10+5',
    '1 ocr 20+70',
    '2 load model 21+4',
    '2 retry 30+30',
    '3 resize 31+9',
    '3 recognise 40+20',
    '4 page 2 50+10',
    '2 retry 70+10',
    '3 resize 72+1',
    '2 retrying 81+1',
  ]);
});

test('what sticks out is clipped, and keeps its CPU and its place', () => {
  const spans: RecordedSpan[] = [
    ['ocr', '', 9, 51, 7, 3],
    ['ocr', 'recognise', 8, 30, 6, 2],
    ['ocr', 'recognise/page 1', 7, 32, 5, 1],
    ['ocr', 'check', 37, 24, 0, 0],
    ['upload', '', 59, 42, 0, 0],
  ];
  const nested = nestSpans(job(10, 90), spans);
  expect(drawn(nested)).toEqual(['1 ocr 10+50', '2 recognise 10+28', '3 page 1 10+28', '2 check 38+22', '1 upload 60+40']);
  expect(nested[1]).toMatchObject({ user_us: 7, system_us: 3 });
});

test('a path whose holder is not open any more leads to the next one out', () => {
  const spans: RecordedSpan[] = [
    ['ocr', '', 0, 90, 0, 0],
    ['ocr', 'recognise', 0, 10, 0, 0],
    ['ocr', 'recognise/late', 12, 0, 0, 0],
    ['ocr', 'recognise/later', 13, 1, 0, 0],
    ['ocr', 'recognise/much later', 50, 20, 0, 0],
    ['ocr', 'never seen/part', 80, 5, 0, 0],
  ];
  expect(drawn(nestSpans(job(0, 100), spans))).toEqual([
    '1 ocr 0+90',
    '2 recognise 0+10',
    '3 late 10+0',
    '2 recognise/later 13+1',
    '2 recognise/much later 50+20',
    '2 never seen/part 80+5',
  ]);
});

test('a part whose stage left no span is left out, and so is one deeper than a byte counts', () => {
  const orphan: RecordedSpan[] = [
    ['ocr', 'recognise', 1, 2, 0, 0],
    ['upload', '', 5, 5, 0, 0],
    ['ocr', 'check', 6, 1, 0, 0],
  ];
  expect(drawn(nestSpans(job(0, 100), orphan))).toEqual(['1 upload 5+5']);
  const deep: RecordedSpan[] = Array.from({ length: 400 }, (_, depth) => ['ocr', 'a/'.repeat(depth).slice(0, -1), 0, 9, 0, 0]);
  expect(Math.max(...nestSpans(job(0, 100), deep).map(({ depth }) => depth))).toBe(255);
});

interface Tree {
  readonly name: string;
  readonly gap: number;
  readonly self: number;
  readonly inside: readonly Tree[];
}

const tree = (depth: number): fc.Arbitrary<Tree> =>
  fc.record({
    name: fc.constantFrom('recognise', 'page 1', 'a', 'b'),
    gap: fc.nat(3),
    self: fc.nat(4),
    inside: depth === 0 ? fc.constant([]) : fc.array(tree(depth - 1), { maxLength: 3 }),
  });
const stages = fc.array(fc.tuple(fc.constantFrom(...stageNames), tree(3)), { maxLength: 5 });

/** As a recorder leaves them: in the order they began. `expected` is what a timeline shall show of each. */
function record(trees: readonly (readonly [RecordedSpan[0], Tree])[]) {
  const spans: [...RecordedSpan][] = [];
  const expected: string[] = [];
  let now = 0;
  const walk = (stage: RecordedSpan[0], node: Tree, path: string, depth: number): void => {
    now += node.gap;
    const index = spans.push([stage, path, now, 0, 1, 0]) - 1;
    const start = now;
    for (const child of node.inside) walk(stage, child, path === '' ? child.name : `${path}/${child.name}`, depth + 1);
    now += node.self;
    spans[index]![3] = now - start;
    expected[index] = `${depth} ${path === '' ? stage : path.split('/').at(-1)} ${start}+${now - start}`;
  };
  for (const [stage, node] of trees) walk(stage, node, '', 1);
  return { spans, expected, end: now };
}

const withoutTimes = (line: string) => line.replace(/ [0-9]+\+[0-9]+$/, '');

test('any tree comes back as it was', () => {
  fc.assert(
    fc.property(stages, (trees) => {
      const { spans, expected, end } = record(trees);
      expect(drawn(nestSpans(job(0, end), spans))).toEqual(expected);
    }),
  );
});

test('any tree whose clocks were rounded apart keeps its shape, and its times to the microsecond', () => {
  const jitter = fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 400, maxLength: 400 });
  fc.assert(
    fc.property(stages, jitter, (trees, errors) => {
      const { spans, expected, end } = record(trees);
      fc.pre(spans.length <= 200);
      const rounded = spans.map(([stage, part, start, wall, ...cpu], index): RecordedSpan => {
        const from = Math.max(0, start + errors[2 * index]!);
        return [stage, part, from, Math.max(0, start + wall + errors[2 * index + 1]! - from), ...cpu];
      });
      const nested = nestSpans(job(0, end), rounded);
      expect(nestingErrors(nested)).toEqual([]);
      expect(drawn(nested).map(withoutTimes)).toEqual(expected.map(withoutTimes));
      for (const [index, { start_us, wall_us }] of nested.slice(1).entries()) {
        const [, , start, wall] = spans[index]!;
        expect(Math.abs(start_us - start)).toBeLessThanOrEqual(1);
        expect(Math.abs(start_us + wall_us - (start + wall))).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('spans that make no sense at all are still nested, every stage among them', () => {
  const time = fc.nat(50);
  const part = fc.array(fc.constantFrom('a', 'b', '__proto__', ''), { maxLength: 3 }).map((names) => names.join('/'));
  const garbage = fc.array(fc.tuple(fc.constantFrom('ocr' as const, 'upload' as const), part, time, time, time, time), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(garbage, time, time, (spans, start, wall) => {
      const nested = nestSpans(job(start, wall), spans);
      expect(nestingErrors(nested)).toEqual([]);
      const ofStages = ([stage, , , , user_us, system_us]: RecordedSpan) => ({ stage, user_us, system_us });
      expect(nested.filter(({ depth }) => depth === 1)).toMatchObject(spans.filter(([, path]) => path === '').map(ofStages));
    }),
    { numRuns: 500 },
  );
});
