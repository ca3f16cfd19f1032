import { expect, test } from 'vitest';
import { syntheticTimeline } from './synthetic-timeline.ts';
import { packTimeline, unpackTimeline } from './timeline-file.ts';

test('a timeline comes back from its file', () => {
  const timeline = syntheticTimeline({ spans: 500, lanes: 3 });
  const file = packTimeline(timeline);
  expect(unpackTimeline(file.slice().buffer)).toEqual(timeline);
});
