import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AppEvent } from '../../pipeline/contract/app-calls.ts';
import { Events } from './events.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const event = (place: string): AppEvent => ({ event: 'documents_opened', place });
function listening(events: Events) {
  const heard: string[] = [];
  const stop = events.listen((each) => heard.push(each.event === 'documents_opened' ? each.place : each.event));
  return { heard, stop };
}

test('what is told reaches all that listen, until they stop', () => {
  const events = new Events();
  const [first, second] = [listening(events), listening(events)];
  events.hear(event('a'));
  first.stop();
  events.hear(event('b'));
  expect([first.heard, second.heard]).toEqual([['a'], ['a', 'b']]);
});

test('what came early reaches all that begin to listen together, in its order', () => {
  const events = new Events();
  events.hear(event('a'));
  events.hear(event('b'));
  const [first, second] = [listening(events), listening(events)];
  events.hear(event('c'));
  expect([first.heard, second.heard]).toEqual([[], []]);
  vi.runAllTimers();
  events.hear(event('d'));
  expect([first.heard, second.heard]).toEqual([
    ['a', 'b', 'c', 'd'],
    ['a', 'b', 'c', 'd'],
  ]);
});

test('who stops before its turn loses nothing for who comes later', () => {
  const events = new Events();
  events.hear(event('a'));
  listening(events).stop();
  vi.runAllTimers();
  const later = listening(events);
  vi.runAllTimers();
  expect(later.heard).toEqual(['a']);
});
