/** How a chart comes by its scenes: by itself, or with others on an axis that is as long for all of them. */
import type { Timeline } from '../../pipeline/contract/timeline.ts';
import type { Arrangement, Measure, Scene } from './scene.ts';
import { stageScene } from './stage-scene.ts';
import { timelineScene } from './timeline-scene.ts';

export type SceneMaker = (timeline: Timeline, arrangement: Arrangement, measure: Measure) => Scene;

export const makeScene: SceneMaker = (timeline, arrangement, measure) =>
  arrangement === 'timeline' ? timelineScene(timeline, measure) : stageScene(timeline, measure);
