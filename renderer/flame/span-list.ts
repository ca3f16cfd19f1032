/** The rows of the table: the items that the view touches, in the run's order or by what a person sorts by. */
import type { Timeline } from '../../pipeline/contract/timeline.ts';
import { isStageScene } from './describe.ts';
import type { Scene } from './scene.ts';
import { spansBetween } from './summary.ts';
import { type View, viewEnd } from './view.ts';

export type SortKey = 'run' | 'start' | 'wall' | 'cpu';

/** A browser cannot scroll further than some 33 million pixels. */
const MOST_ROWS = 1_000_000;

export interface SpanList {
  readonly items: Uint32Array;
  /** In the view; more than `items` when there are more than can be shown. */
  readonly total: number;
}

export function listItems(timeline: Timeline, scene: Scene, view: View, sort: SortKey): SpanList {
  if (isStageScene(scene)) {
    const value = (item: number): number => scene.nodes[item]?.[sort === 'cpu' ? 'cpu' : 'wall'] ?? 0;
    const items = Uint32Array.from(scene.nodes.keys());
    if (sort === 'wall' || sort === 'cpu') items.sort((one, other) => value(other) - value(one));
    return { items, total: items.length };
  }
  const items = spansBetween(timeline, scene, view.base + view.shift, viewEnd(view));
  if (sort !== 'run') {
    const column = timeline.spans[`${sort}_us`];
    const direction = sort === 'start' ? 1 : -1;
    items.sort((one, other) => direction * ((column[one] as number) - (column[other] as number)));
  }
  return { items: items.subarray(0, MOST_ROWS), total: items.length };
}
