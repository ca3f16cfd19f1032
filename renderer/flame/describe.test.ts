import { expect, test } from 'vitest';
import { sentence, spanFacts } from './describe.ts';
import { stageScene } from './stage-scene.ts';
import { example } from './testing/small-timelines.ts';
import { timelineScene } from './timeline-scene.ts';

const timeline = example();
const scene = timelineScene(timeline, 'wall');

test('a span is told in one sentence', () => {
  expect(sentence(timeline, scene, 2)).toBe(
    'ocr, receipt-1.jpg, worker 1, starts at 200 µs, took 700 µs, CPU 650 µs, 0.93 cores',
  );
  expect(sentence(timeline, scene, 5)).toBe(
    'letter-2.jpg, worker 1, failed, starts at 1.10 ms, took 400 µs, CPU 300 µs, 0.75 cores',
  );
  expect(sentence(timeline, scene, 7)).toContain('worker 2, cold, starts');
});

test('a merged stage is told with its count', () => {
  const stages = stageScene(timeline, 'cpu');
  const ocr = stages.nodes.findIndex(({ name }) => name === 'ocr');
  expect(sentence(timeline, stages, ocr)).toBe('ocr, 3 times, wall 2.20 ms, CPU 1.64 ms, 0.75 cores');
});

test('facts of a part name the spans around it and its job', () => {
  expect(spanFacts(timeline, scene, 10)).toMatchObject({
    kind: 'part',
    name: 'load model',
    worker: 'Worker 2',
    inside: ['invoice-3.jpg', 'ocr'],
    job: { file: 'invoice-3.jpg', temperature: 'cold', path: 'standard' },
    start: 700,
    wall: 900,
    cpu: 600,
    jobWall: 2_000,
    jobCpu: 1_500,
  });
});
