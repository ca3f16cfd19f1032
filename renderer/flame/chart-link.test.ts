import { expect, test } from 'vitest';
import type { Clock } from './animation.ts';
import { ChartLink } from './chart-link.ts';
import { ChartModel } from './chart-model.ts';
import { AXIS, GUTTER } from './picture.ts';
import { example, timelineOf } from './testing/small-timelines.ts';

const still: Clock = { nextFrame: () => 0, cancelFrame: () => undefined, reducedMotion: () => true };

/** A run of 2,050 µs, and one of 4,000. */
function linkedPair(isLinked = true) {
  const [short, long] = [
    example(),
    timelineOf([
      { lane: 0, depth: 0, name: 'long.jpg', start: 0, wall: 4_000, cpu: 3_000 },
      { lane: 0, depth: 1, name: 'ocr', start: 10, wall: 3_900, cpu: 2_900 },
    ]),
  ];
  const link = new ChartLink([short, long], isLinked);
  const models = [short, long].map((timeline) => {
    const model = new ChartModel(timeline, {}, still, link.sceneOf);
    model.resize(GUTTER + 1_000, AXIS + 200);
    return model;
  });
  const leave = models.map((model) => link.join(model));
  return { link, one: models[0]!, other: models[1]!, leave };
}

test('a second is as wide in both: the axis is that of the longest', () => {
  const { one, other } = linkedPair();
  expect([one.get().scene.extent, other.get().scene.extent]).toEqual([4_000, 4_000]);
  expect(one.get().view).toEqual(other.get().view);
});

test('by CPU and by stage the axes are equally long as well', () => {
  const { link } = linkedPair();
  for (const arrangement of ['timeline', 'stages'] as const) {
    const extents = link.timelines.map((timeline) => link.sceneOf(timeline, arrangement, 'cpu').extent);
    expect(new Set(extents).size).toBe(1);
  }
});

test('moving one moves the other, either way round, and each is told once', () => {
  const { one, other } = linkedPair();
  let told = 0;
  other.subscribe(() => {
    told += 1;
  });
  one.zoomAt(0.5, 0.25);
  expect(other.get().view).toEqual(one.get().view);
  expect(told).toBe(1);
  other.panBy(0.1);
  expect(one.get().view).toEqual(other.get().view);
  one.run({ kind: 'whole' });
  expect(other.get().view.length).toBe(4_000);
});

test('the measure and the arrangement are followed too', () => {
  const { one, other } = linkedPair();
  one.show('stages', 'cpu');
  expect(other.get().scene).toMatchObject({ arrangement: 'stages', measure: 'cpu' });
});

test('unlinked each moves alone; linked again they show what was moved last', () => {
  const { link, one, other } = linkedPair();
  link.setLinked(false);
  one.zoomAt(0.5, 0);
  other.zoomAt(0.25, 1);
  expect(one.get().view).not.toEqual(other.get().view);
  const last = other.get().view;
  link.setLinked(true);
  expect([one.get().view, other.get().view]).toEqual([last, last]);
});

test('one that comes later shows what is there; one that left is not moved any more', () => {
  const { link, one, other, leave } = linkedPair();
  one.zoomAt(0.5, 0.5);
  const late = new ChartModel(one.timeline, {}, still, link.sceneOf);
  link.join(late);
  expect(late.get().view).toEqual(one.get().view);
  leave[1]!();
  const before = other.get().view;
  one.panBy(0.2);
  expect(other.get().view).toEqual(before);
});

test('what is hovered or focused moves nobody', () => {
  const { one, other } = linkedPair();
  const before = other.get();
  one.focus(2);
  one.search('ocr');
  expect(other.get()).toBe(before);
});
