import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { playedTimers } from './testing/played-timers.ts';
import { placeOn, WindowState } from './window-state.ts';

const main = { x: 0, y: 25, width: 1920, height: 1055 };
const left = { x: -1280, y: 0, width: 1280, height: 1024 };
const at = (x: number, y: number, width = 1000, height = 700) => ({ bounds: { x, y, width, height }, maximised: false });

function state(content?: string) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rbench-window-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'window.json');
  if (content !== undefined) writeFileSync(file, content);
  const timers = playedTimers();
  return { file, timers, kept: new WindowState(file, timers) };
}

test.each([
  ['where it was', at(300, 200), [main], { x: 300, y: 200, width: 1000, height: 700 }],
  ['where it was on a screen to the left', at(-1200, 10), [main, left], { x: -1200, y: 10, width: 1000, height: 700 }],
  ['in the middle when that screen is gone', at(-1200, 10), [main], { width: 1000, height: 700 }],
  ['in the middle when only a sliver would be seen', at(1880, 200), [main], { width: 1000, height: 700 }],
  ['in the middle when its upper edge would be above the screen', at(300, 0), [main], { width: 1000, height: 700 }],
  ['in the middle when its upper edge would be below the screen', at(300, 1070), [main], { width: 1000, height: 700 }],
  ['half outside, as somebody put it', at(-600, 200), [main], { x: -600, y: 200, width: 1000, height: 700 }],
  ['no larger than a screen that shrank', at(0, 25, 3000, 2000), [main], { x: 0, y: 25, width: 1920, height: 1055 }],
  ['no smaller than a window can be', at(0, 25, 10, 10), [main], { x: 0, y: 25, width: 900, height: 600 }],
  ['as by default the first time', null, [main], { width: 1280, height: 800 }],
  ['somewhere even when no screen is told', at(5, 5), [], { width: 1000, height: 700 }],
])('the window opens %s', (_where, place, screens, expected) => {
  expect(placeOn(place, screens)).toEqual(expected);
});

test('a window that is dragged is written once, when it rests', () => {
  const { kept, timers, file } = state();
  for (let x = 0; x < 100; x++) kept.note(at(x, 30));
  expect(() => readFileSync(file)).toThrow();
  expect(timers.waiting()).toBe(1);
  timers.pass();
  expect(kept.read()).toEqual(at(99, 30));
  expect(timers.waiting()).toBe(0);
});

test('what was not written yet is written when the window closes, and nothing is when nothing moved', () => {
  const { kept, timers, file } = state();
  kept.flush();
  expect(() => readFileSync(file)).toThrow();
  kept.note({ ...at(7, 40), maximised: true });
  kept.flush();
  expect(new WindowState(file, timers).read()).toEqual({ ...at(7, 40), maximised: true });
  expect(timers.waiting()).toBe(0);
});

test.each([
  undefined,
  '',
  '{',
  'null',
  '[]',
  '{"bounds":{}}',
  '{"bounds":{"x":0,"y":0,"width":1e9,"height":1},"maximised":false}',
  '\0\0',
])('a file that holds %j means the default', (content) => expect(state(content).kept.read()).toBeNull());

test('a place that cannot be written troubles nobody', () => {
  const { timers } = state();
  const kept = new WindowState('/nowhere/at/all/window.json', timers);
  kept.note(at(1, 30));
  timers.pass();
  expect(kept.read()).toBeNull();
});
