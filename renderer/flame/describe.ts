/** Words for an item: the facts that the tooltip and the details show, and the sentence that a screen reader speaks. */
import type { Timeline, TimelineJob } from '../../pipeline/contract/timeline.ts';
import type { Microseconds } from '../../pipeline/contract/units.ts';
import { at } from './columns.ts';
import { formatCores, formatCount, formatDuration } from './format.ts';
import type { Scene } from './scene.ts';
import type { StageNode, StageScene } from './stage-scene.ts';
import { workerLabel } from './timeline-scene.ts';

export interface SpanFacts {
  readonly kind: 'document' | 'stage' | 'part';
  readonly name: string;
  readonly tone: number;
  readonly job: TimelineJob | null;
  readonly worker: string;
  readonly start: Microseconds;
  readonly wall: Microseconds;
  readonly cpu: Microseconds;
  /** Of the whole job. */
  readonly jobWall: Microseconds;
  readonly jobCpu: Microseconds;
  /** Names of the spans that hold this one, the document first. */
  readonly inside: readonly string[];
}

export const isStageScene = (scene: Scene): scene is StageScene => 'nodes' in scene;

export function nodeOf(scene: Scene, item: number): StageNode | null {
  return isStageScene(scene) ? (scene.nodes[item] ?? null) : null;
}

export function spanFacts(timeline: Timeline, scene: Scene, span: number): SpanFacts {
  const { spans, names, jobs } = timeline;
  const inside: string[] = [];
  let root = span;
  for (let parent = at(scene.parent, span); parent >= 0; parent = at(scene.parent, parent)) {
    inside.unshift(names[at(spans.name, parent)] ?? '');
    root = parent;
  }
  const depth = at(spans.depth, span);
  return {
    kind: depth === 0 ? 'document' : depth === 1 ? 'stage' : 'part',
    name: names[at(spans.name, span)] ?? '',
    tone: at(scene.tone, span),
    job: jobs[at(spans.job, span)] ?? null,
    worker: workerLabel(timeline, at(spans.lane, span)),
    start: at(spans.start_us, span),
    wall: at(spans.wall_us, span),
    cpu: at(spans.cpu_us, span),
    jobWall: at(spans.wall_us, root),
    jobCpu: at(spans.cpu_us, root),
    inside,
  };
}

/** `ocr, receipt-3.jpg, worker 1, starts at 3.20 s, took 1.10 s, CPU 1.00 s, 0.91 cores` */
export function sentence(timeline: Timeline, scene: Scene, item: number): string {
  const node = nodeOf(scene, item);
  if (node !== null) {
    const { name, count, wall, cpu } = node;
    return `${name}, ${formatCount(count)} times, wall ${formatDuration(wall)}, CPU ${formatDuration(cpu)}, ${formatCores(cpu, wall)} cores`;
  }
  const facts = spanFacts(timeline, scene, item);
  const parts = [
    facts.name,
    facts.kind === 'document' ? '' : (facts.job?.file ?? ''),
    facts.worker.toLowerCase(),
    facts.job?.state === 'failed' ? 'failed' : '',
    facts.job?.temperature === 'cold' ? 'cold' : '',
    `starts at ${formatDuration(facts.start)}`,
    `took ${formatDuration(facts.wall)}`,
    `CPU ${formatDuration(facts.cpu)}`,
    `${formatCores(facts.cpu, facts.wall)} cores`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}
