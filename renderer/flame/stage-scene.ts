/**
 * The scene of all jobs merged by stage: one box for all documents, in it the stages, in them their parts, each as wide as its
 * total and the heaviest at the left. What a box holds beyond its children is its own: time in no stage, or in no part.
 */
import type { Timeline } from '../../pipeline/contract/timeline.ts';
import type { Microseconds } from '../../pipeline/contract/units.ts';
import { at } from './columns.ts';
import { formatCount, formatDuration, formatShare } from './format.ts';
import { keepBoxes, rowsOf } from './rows.ts';
import { boxesOfItems, extentOf, type Measure, type Scene, toneOf } from './scene.ts';
import { parentsOf } from './span-tree.ts';

/** All spans of one name inside one merged parent. */
export interface StageNode {
  readonly name: string;
  readonly parent: number;
  readonly depth: number;
  readonly stage: number;
  readonly children: number[];
  count: number;
  wall: Microseconds;
  cpu: Microseconds;
}

export interface StageScene extends Scene {
  readonly nodes: readonly StageNode[];
}

const ALL_DOCUMENTS = 'all documents';

/** Parents come before their children. */
export function mergeByStage(timeline: Timeline): StageNode[] {
  const { spans, names } = timeline;
  const parents = parentsOf(spans);
  const nodes: StageNode[] = [];
  const nodeOf = new Int32Array(parents.length);
  const known = new Map<number, number>();
  for (let span = 0; span < parents.length; span += 1) {
    const parentSpan = parents[span] as number;
    const parent = parentSpan < 0 ? -1 : (nodeOf[parentSpan] as number);
    // All jobs share one node, whatever their names; below it a parent and a name tell nodes apart.
    const key = parent < 0 ? -1 : parent * names.length + (spans.name[span] as number);
    let index = known.get(key);
    if (index === undefined) {
      index = nodes.length;
      known.set(key, index);
      const name = parent < 0 ? ALL_DOCUMENTS : (names[at(spans.name, span)] ?? '');
      nodes.push({
        name,
        parent,
        depth: at(spans.depth, span),
        stage: at(spans.stage, span),
        children: [],
        count: 0,
        wall: 0,
        cpu: 0,
      });
      nodes[parent]?.children.push(index);
    }
    nodeOf[span] = index;
    const node = nodes[index];
    if (node === undefined) continue;
    node.count += 1;
    node.wall += spans.wall_us[span] as number;
    node.cpu += spans.cpu_us[span] as number;
  }
  return nodes;
}

export function stageScene(timeline: Timeline, measure: Measure): StageScene {
  const nodes = mergeByStage(timeline);
  const { start, end, order } = placeHeaviestFirst(nodes, measure);
  const rowCount = nodes.reduce((deepest, node) => Math.max(deepest, node.depth + 1), 1);
  const depth = Uint32Array.from(order, (node) => nodes[node]?.depth ?? 0);
  const inOrder = (times: Float64Array): Float64Array => Float64Array.from(order, (node) => at(times, node));
  const placed = rowsOf(rowCount, depth, inOrder(start), inOrder(end));
  const rows = { ...placed, item: placed.item.map((index) => at(order, index)) };
  const nothing = keepBoxes(rows, () => false);
  const total = nodes[0]?.[measure] ?? 0;
  return {
    arrangement: 'stages',
    measure,
    extent: extentOf(end),
    lanes: [
      {
        label: 'All workers',
        details: [`${formatCount(nodes[0]?.count ?? 0)} ${nodes[0]?.count === 1 ? 'document' : 'documents'}`],
        firstRow: 0,
        rowCount,
      },
    ],
    rows,
    parent: Int32Array.from(nodes, (node) => node.parent),
    boxOf: boxesOfItems(rows),
    tone: Uint8Array.from(nodes, (node) => toneOf(node.depth, node.stage)),
    failed: nothing,
    cold: nothing,
    nodes,
    label: (item) => {
      const node = nodes[item];
      if (node === undefined) return '';
      return `${node.name} · ${formatDuration(node[measure])} · ${formatShare(node[measure], total)} · ${formatCount(node.count)}×`;
    },
  };
}

interface StagePlacement {
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Nodes from left to right, each before its children: the order that rows want, also among boxes without width. */
  readonly order: Uint32Array;
}

/** A node is as wide as its total, or as its children's where they measured more; children from its left edge, heaviest first. */
function placeHeaviestFirst(nodes: readonly StageNode[], measure: Measure): StagePlacement {
  const width = Float64Array.from(nodes, (node) => node[measure]);
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    const inside = (nodes[index]?.children ?? []).reduce((sum, child) => sum + at(width, child), 0);
    width[index] = Math.max(at(width, index), inside);
  }
  const start = new Float64Array(nodes.length);
  const order: number[] = [];
  const waiting = nodes.length === 0 ? [] : [0];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    order.push(index);
    let from = at(start, index);
    const children = (nodes[index]?.children ?? []).toSorted((one, other) => at(width, other) - at(width, one));
    for (const child of children) {
      start[child] = from;
      from += at(width, child);
    }
    waiting.push(...children.reverse());
  }
  return { start, end: start.map((from, index) => from + at(width, index)), order: Uint32Array.from(order) };
}
