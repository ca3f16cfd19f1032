import { describe, expect, test, vi } from 'vitest';
import type { Clock } from './animation.ts';
import { ChartModel } from './chart-model.ts';
import type { InitialView } from './chart-state.ts';
import { commandOf } from './keys.ts';
import { AXIS, GUTTER } from './picture.ts';
import { example } from './testing/small-timelines.ts';
import { syntheticTimeline } from './testing/synthetic-timeline.ts';
import { toX, wholeView } from './view.ts';

const still: Clock = { nextFrame: () => 0, cancelFrame: () => undefined, reducedMotion: () => true };

function modelOf(initial: InitialView = {}, timeline = example()): ChartModel {
  const model = new ChartModel(timeline, initial, still);
  model.resize(GUTTER + 1_000, AXIS + 200);
  return model;
}
const press = (model: ChartModel, ...keys: string[]): void => {
  for (const key of keys) {
    const command = commandOf({ key, ctrlKey: false, metaKey: false, altKey: false });
    if (command !== null) model.run(command);
  }
};

describe('by key', () => {
  test('the first arrow focuses the first job, the next go on from it', () => {
    const model = modelOf();
    press(model, 'ArrowRight');
    expect(model.get().focused).toBe(0);
    press(model, 'ArrowDown', 'ArrowRight', 'ArrowDown');
    expect(model.get().focused).toBe(3);
  });

  test('X sums up what is in view, and Escape lets it go', () => {
    const model = modelOf();
    model.focus(2);
    press(model, 'f', 'x');
    const { area, view, scene } = model.get();
    expect(area).toMatchObject({ firstLane: 0, lastLane: scene.lanes.length - 1 });
    expect([toX(view, 1, area!.from), toX(view, 1, area!.to)].map((x) => Number(x.toFixed(6)))).toEqual([0, 1]);
    press(model, 'Escape');
    expect(model.get().area).toBeNull();
  });

  test('F fits the focused span, 0 shows the whole run', () => {
    const model = modelOf();
    model.focus(2);
    press(model, 'f');
    const { view } = model.get();
    expect([toX(view, 1, 200), toX(view, 1, 900)].map((x) => Number(x.toFixed(3)))).toEqual([0.037, 0.963]);
    press(model, '0');
    expect(model.get().view).toEqual(wholeView(model.get().scene.extent));
  });

  test('W and S, plus and minus zoom; A and D pan', () => {
    const model = modelOf();
    press(model, 'w', '+');
    expect(model.get().view.length).toBeCloseTo(2_050 / 2.25);
    const { base } = model.get().view;
    press(model, 'd');
    expect(model.get().view.base).toBeGreaterThan(base);
    press(model, 'a', 's', '-');
    expect(model.get().view.length).toBeCloseTo(2_050);
  });

  test('a focused span off screen is brought on screen, sideways and by scrolling', () => {
    const model = modelOf({}, syntheticTimeline({ spans: 3_000, lanes: 20 }));
    press(model, 'ArrowRight', 'f', 'End');
    const { focused, view } = model.get();
    expect(toX(view, 1, model.timeline.spans.start_us[focused!]!)).toBeGreaterThanOrEqual(0);
    const last = model.timeline.spans.lane.indexOf(19);
    model.goToItem(last);
    expect(model.get().scrollTop).toBeGreaterThan(0);
  });

  test('Escape clears the area, then the span, then the search', () => {
    const model = modelOf({ query: 'ocr' });
    model.focus(2);
    model.select({ from: 0, to: 10, firstLane: 0, lastLane: 0 });
    const cleared = (): unknown[] => [model.get().area, model.get().focused, model.get().query];
    press(model, 'Escape');
    expect(cleared()).toEqual([null, 2, 'ocr']);
    press(model, 'Escape');
    expect(cleared()).toEqual([null, null, 'ocr']);
    press(model, 'Escape');
    expect(cleared()).toEqual([null, null, '']);
  });

  test('keys with Ctrl, Alt or Meta are not the chart’s', () => {
    expect(commandOf({ key: 'a', ctrlKey: true, metaKey: false, altKey: false })).toBe(null);
    expect(commandOf({ key: 'q', ctrlKey: false, metaKey: false, altKey: false })).toBe(null);
  });
});

describe('the state', () => {
  test('begins where it is told', () => {
    const timeline = example();
    const model = modelOf({ measure: 'cpu', jobId: timeline.jobs[1]!.id, query: 'ocr' }, timeline);
    expect(model.get()).toMatchObject({ focused: 5, query: 'ocr', scene: { measure: 'cpu' } });
    expect(model.focusedJob()).toBe(timeline.jobs[1]!.id);
    expect(modelOf({ jobId: 'unknown' }).get().focused).toBe(null);
  });

  test('keeps the span from wall to CPU, and the view of each', () => {
    const model = modelOf();
    model.focus(4);
    press(model, 'f');
    const before = model.get().view;
    model.show('timeline', 'cpu');
    expect(model.get()).toMatchObject({ focused: 4, view: wholeView(model.get().scene.extent) });
    model.show('timeline', 'wall');
    expect(model.get().view).toEqual(before);
    model.show('stages', 'wall');
    expect(model.get().focused).toBe(null);
    expect(model.focusedJob()).toBe(null);
  });

  test('search goes from found span to found span, and on in another arrangement', () => {
    const model = modelOf();
    model.search('ocr');
    model.goToFound(1);
    model.goToFound(1);
    expect(model.get().focused).toBe(6);
    model.goToFound(-1);
    expect(model.get().focused).toBe(2);
    model.show('stages', 'cpu');
    expect(model.get().found?.items.length).toBe(1);
  });

  test('the pointer finds what is drawn under it', () => {
    const model = modelOf();
    const { layout } = model.get();
    const y = AXIS + layout.laneTop[1]! + 1.5 * layout.rowHeight;
    model.hover(GUTTER + (1_300 / 2_050) * 1_000, y, 1);
    expect(model.get().hovered).toBe(9);
    model.hover(GUTTER - 5, y, 1);
    expect(model.get()).toMatchObject({ hovered: null, pointer: null });
  });

  test('goes on when the same run comes again with more in it', () => {
    const before = modelOf({ measure: 'cpu', query: 'ocr' });
    before.focus(2);
    before.show('timeline', 'wall');
    const after = new ChartModel(syntheticTimeline({ spans: 100, lanes: 2 }), {}, still);
    after.continueFrom(before);
    expect(after.get()).toMatchObject({ query: 'ocr', focused: null, view: wholeView(after.get().scene.extent) });
    press(before, 'f');
    const again = new ChartModel(example(), {}, still);
    again.continueFrom(before);
    expect(again.get()).toMatchObject({ focused: 2, view: before.get().view, width: before.get().width });
  });

  test('listeners hear of changes until they leave', () => {
    const model = modelOf();
    const heard = vi.fn();
    const leave = model.subscribe(heard);
    model.focus(1);
    leave();
    model.focus(2);
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

test('an animation ends at its target, and keys pressed on the way add up', () => {
  const frames: ((now: number) => void)[] = [];
  const clock: Clock = {
    nextFrame: (work) => frames.push(work),
    cancelFrame: (handle) => void delete frames[handle - 1],
    reducedMotion: () => false,
  };
  const model = new ChartModel(example(), {}, clock);
  model.resize(GUTTER + 1_000, AXIS + 200);
  press(model, 'w', 'w');
  for (let now = 0; frames.some(Boolean); now += 50) for (const frame of frames.splice(0)) frame?.(now);
  expect(model.get().view.length).toBeCloseTo(2_050 / 2.25);
});
