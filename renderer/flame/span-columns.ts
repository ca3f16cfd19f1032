/** The rows of the table as they are copied and written: in full precision, times in seconds. */
import type { Timeline } from '../../pipeline/contract/timeline.ts';
import type { Column } from '../ui/table-columns.ts';
import { isStageScene, nodeOf, spanFacts } from './describe.ts';
import { SECOND } from './format.ts';
import type { Scene } from './scene.ts';

export function copiedSpanColumns(timeline: Timeline, scene: Scene): readonly Column<number>[] {
  const text = (key: string, title: string, value: (item: number) => string | null): Column<number> => ({ key, title, value });
  const number = (key: string, title: string, value: (item: number) => number): Column<number> => ({
    key,
    title,
    numeric: true,
    value,
  });
  if (isStageScene(scene)) {
    const node = (item: number) => scene.nodes[item];
    return [
      text('stage', 'Stage', (item) => node(item)?.name ?? null),
      text('inside', 'Inside', (item) => nodeOf(scene, node(item)?.parent ?? -1)?.name ?? null),
      number('count', 'Count', (item) => node(item)?.count ?? Number.NaN),
      number('wall', 'Wall s', (item) => (node(item)?.wall ?? Number.NaN) / SECOND),
      number('cpu', 'CPU s', (item) => (node(item)?.cpu ?? Number.NaN) / SECOND),
    ];
  }
  const facts = ofLast((item) => spanFacts(timeline, scene, item));
  return [
    text('span', 'Span', (item) => facts(item).name),
    text('inside', 'Inside', (item) => facts(item).inside.join(' / ')),
    text('document', 'Document', (item) => facts(item).job?.file ?? null),
    text('worker', 'Worker', (item) => facts(item).worker),
    number('start', 'Start s', (item) => facts(item).start / SECOND),
    number('wall', 'Wall s', (item) => facts(item).wall / SECOND),
    number('cpu', 'CPU s', (item) => facts(item).cpu / SECOND),
  ];
}

/** All columns of a row ask one after the other: it is described once. */
function ofLast<Facts>(describe: (item: number) => Facts): (item: number) => Facts {
  let known: { readonly item: number; readonly facts: Facts } | null = null;
  return (item) => {
    if (known?.item !== item) known = { item, facts: describe(item) };
    return known.facts;
  };
}
