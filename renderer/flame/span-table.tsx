/** The chart as a table: every span of the view, however many; only the rows on screen are made. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { CopyTable } from '../ui/copy-table.tsx';
import type { SaveFile } from '../ui/use-saved.ts';
import type { ChartModel } from './chart-model.ts';
import { nodeOf, spanFacts } from './describe.ts';
import { formatCores, formatCount, formatDuration, formatMoment } from './format.ts';
import { SaveSpans } from './save-spans.tsx';
import type { Scene } from './scene.ts';
import { copiedSpanColumns } from './span-columns.ts';
import { listItems, type SortKey } from './span-list.ts';
import styles from './span-table.module.css';
import type { Tones } from './tones.ts';
import { useChart } from './use-chart.ts';

const ROW_HEIGHT = 24;
/** More are seconds of work and tens of megabytes: nothing for the clipboard. */
const MOST_COPIED = 100_000;

const timelineColumns = ['Span', 'Document', 'Worker', 'Start', 'Wall', 'CPU', 'Cores'] as const;
const stageColumns = ['Stage', 'Inside', 'Count', 'Wall', 'CPU', 'Cores'] as const;
const sortOf: Readonly<Record<string, SortKey>> = { Start: 'start', Wall: 'wall', CPU: 'cpu' };

export interface SpanTableProps {
  readonly model: ChartModel;
  readonly tones: Tones;
  /** Of the rows as a file. */
  readonly fileName: string;
  readonly onSave: SaveFile;
}

export function SpanTable({ model, tones, fileName, onSave }: SpanTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const scene = useChart(model, (state) => state.scene);
  const view = useChart(model, (state) => state.view);
  const focused = useChart(model, (state) => state.focused);
  const [sort, setSort] = useState<SortKey>('run');
  const list = useMemo(() => listItems(model.timeline, scene, view, sort), [model, scene, view, sort]);
  const rows = useVirtualizer({
    count: list.items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const timeline = scene.arrangement === 'timeline';
  const copied = useMemo(() => copiedSpanColumns(model.timeline, scene), [model, scene]);
  const isCopyable = list.items.length <= MOST_COPIED;
  const items = useMemo(() => (isCopyable ? Array.from(list.items) : []), [list, isCopyable]);
  const columns = timeline ? timelineColumns : stageColumns;
  const sortable = (column: string): SortKey | null => (timeline || column !== 'Start' ? (sortOf[column] ?? null) : null);
  const shown =
    list.total > list.items.length ? `, the first ${formatCount(list.items.length)} are listed: zoom in for the others` : '';

  return (
    <div className={styles.area}>
      <div className={styles.caption}>
        <span>
          {formatCount(list.total)} {timeline ? 'spans in view' : 'merged spans'}
          {shown}
        </span>
        {isCopyable ? (
          <CopyTable name="spans" columns={copied} rows={items} />
        ) : (
          <SaveSpans fileName={fileName} columns={copied} items={list.items} onSave={onSave} />
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to scroll it */}
      <div ref={scroller} className={styles.scroller} tabIndex={0}>
        {/* biome-ignore-start lint/a11y/useSemanticElements: rows are placed by hand, which a table element does not allow */}
        {/* biome-ignore-start lint/a11y/useFocusableInteractive: the button in a row has the focus */}
        <div
          role="table"
          aria-label="Spans in view"
          aria-rowcount={list.items.length + 1}
          aria-colcount={columns.length}
          data-kind={scene.arrangement}
        >
          <div role="rowgroup" className={styles.head}>
            <div role="row" aria-rowindex={1} className={styles.row}>
              {columns.map((column) => {
                const key = sortable(column);
                return (
                  <div
                    key={column}
                    role="columnheader"
                    aria-sort={key !== null && sort === key ? (key === 'start' ? 'ascending' : 'descending') : 'none'}
                  >
                    {key === null ? (
                      column
                    ) : (
                      <button type="button" title={`Sort by ${column}`} onClick={() => setSort(sort === key ? 'run' : key)}>
                        {column}
                        <span aria-hidden="true">{sort === key ? (key === 'start' ? ' ↑' : ' ↓') : ''}</span>
                      </button>
                    )}
                  </div>
                );
              })}
            </div>
          </div>
          <div role="rowgroup" style={{ height: rows.getTotalSize(), position: 'relative' }}>
            {rows.getVirtualItems().map(({ index, start }) => {
              const item = list.items[index];
              if (item === undefined) return null;
              const cells = cellsOf(model, scene, item);
              return (
                <div
                  key={index}
                  role="row"
                  aria-rowindex={index + 2}
                  className={styles.row}
                  data-focused={item === focused}
                  style={{ position: 'absolute', top: 0, height: ROW_HEIGHT, transform: `translateY(${start}px)` }}
                >
                  {columns.map((column, place) => (
                    <div key={column} role="cell">
                      {place === 0 ? (
                        <button
                          type="button"
                          title="Select this span"
                          aria-pressed={item === focused}
                          style={{ paddingLeft: 6 + 14 * cells.depth }}
                          onClick={() => model.goToItem(item)}
                        >
                          <span className={styles.swatch} style={{ background: tones.plain[scene.tone[item] ?? 0]?.css }} />
                          {cells.texts[place]}
                        </button>
                      ) : (
                        cells.texts[place]
                      )}
                    </div>
                  ))}
                </div>
              );
            })}
          </div>
        </div>
        {/* biome-ignore-end lint/a11y/useFocusableInteractive: as above */}
        {/* biome-ignore-end lint/a11y/useSemanticElements: as above */}
      </div>
    </div>
  );
}

function cellsOf(model: ChartModel, scene: Scene, item: number): { depth: number; texts: readonly string[] } {
  const node = nodeOf(scene, item);
  if (node !== null) {
    const inside = nodeOf(scene, node.parent)?.name ?? '';
    const { wall, cpu } = node;
    return {
      depth: node.depth,
      texts: [node.name, inside, formatCount(node.count), formatDuration(wall), formatDuration(cpu), formatCores(cpu, wall)],
    };
  }
  const { inside, name, job, worker, start, wall, cpu } = spanFacts(model.timeline, scene, item);
  const state = job?.state === 'failed' && inside.length === 0 ? ' (failed)' : '';
  return {
    depth: inside.length,
    texts: [
      `${name}${state}`,
      job?.file ?? '',
      worker,
      formatMoment(start),
      formatDuration(wall),
      formatDuration(cpu),
      formatCores(cpu, wall),
    ],
  };
}
