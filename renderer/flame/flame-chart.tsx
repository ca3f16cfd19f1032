/**
 * The flame chart of a run: every worker's documents on one time axis, their stages and parts inside; by the clock or by CPU,
 * or merged by stage. With search, a minimap, details, a summary of a selected area, and the same as a table.
 *
 *     <FlameChart timeline={timeline} palette={palette} onOpenJob={openDocument} onSave={useSaveFile()} />
 *
 * It fills its parent. The palette's CSS variables must stand on an element around it.
 */
import { type ReactNode, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Timeline } from '../../pipeline/contract/timeline.ts';
import { light, type Palette } from '../ui/palette.ts';
import type { SaveFile } from '../ui/use-saved.ts';
import { browserClock } from './animation.ts';
import type { ChartLink } from './chart-link.ts';
import { ChartModel } from './chart-model.ts';
import type { InitialView } from './chart-state.ts';
import { sentence } from './describe.ts';
import { Details } from './details.tsx';
import styles from './flame-chart.module.css';
import type { Command } from './keys.ts';
import { Lanes } from './lanes.tsx';
import { Legend } from './legend.tsx';
import { Minimap } from './minimap.tsx';
import panel from './panel.module.css';
import { browserWidths, fileNameOf, toPng, toSvg } from './save-picture.ts';
import { SpanTable } from './span-table.tsx';
import { SummaryTable } from './summary-table.tsx';
import { tonesOf } from './tones.ts';
import { Toolbar } from './toolbar.tsx';
import { useChart } from './use-chart.ts';
import { pictureOf } from './use-surface.ts';

export type { InitialView } from './chart-state.ts';

export interface FlameChartProps {
  readonly timeline: Timeline;
  readonly palette: Palette;
  readonly onOpenJob: (jobId: string) => void;
  /** The host has the file made and writes it: PNG as bytes, SVG and CSV as text. */
  readonly onSave: SaveFile;
  /** Further buttons of the host, at the right of the toolbar. */
  readonly actions?: ReactNode;
  readonly initialView?: InitialView;
  /** What tells it from another beside it. */
  readonly name?: string;
  /** One of several that are seen together: their axes are equally long, and they move together. `timeline` is one of the link's. */
  readonly link?: ChartLink;
  /** Lower, without the legend and the sum by stage, where several stand one above the other. */
  readonly compact?: boolean;
}

const nothing: InitialView = {};

/** A picture is put into documents and printed: it is light whatever the window shows. */
const pictureTones = tonesOf(light);

export function FlameChart(props: FlameChartProps) {
  const {
    timeline,
    palette,
    onOpenJob,
    onSave,
    actions,
    initialView = nothing,
    name = 'Flame chart',
    link,
    compact = false,
  } = props;
  // Where to begin is asked once for each timeline; a host that writes it in place makes a new object each time.
  const initial = useRef(initialView);
  const last = useRef<ChartModel | null>(null);
  const model = useMemo(() => {
    const made = new ChartModel(timeline, initial.current, browserClock, link?.sceneOf);
    if (last.current?.timeline.run_id === timeline.run_id) made.continueFrom(last.current);
    return made;
  }, [timeline, link]);
  useEffect(() => {
    last.current = model;
    const leave = link?.join(model);
    return () => {
      leave?.();
      model.dispose();
    };
  }, [model, link]);
  const tones = useMemo(() => tonesOf(palette), [palette]);
  const scene = useChart(model, (state) => state.scene);
  const [tableShown, setTableShown] = useState(false);
  const [spoken, setSpoken] = useState('');
  const canvas = useRef<HTMLCanvasElement>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const helpId = useId();

  const speak = useCallback(() => {
    const { focused, scene: now } = model.get();
    setSpoken(focused === null ? '' : sentence(timeline, now, focused));
  }, [model, timeline]);

  const onCommand = (command: Command): void => {
    if (command.kind === 'search') return searchInput.current?.focus();
    if (command.kind === 'open') {
      const job = model.focusedJob();
      if (job !== null) onOpenJob(job);
      return;
    }
    model.run(command);
    if (command.kind === 'move' || command.kind === 'clear') speak();
  };

  const save = (kind: 'png' | 'svg'): void => {
    const picture = pictureOf(model.get(), pictureTones);
    const title = `${name} of run ${timeline.run_id}`;
    void onSave(fileNameOf(name, timeline, kind), () =>
      kind === 'svg' ? toSvg(picture, browserWidths(), title) : toPng(picture, window.devicePixelRatio),
    );
  };

  if (timeline.spans.lane.length === 0) {
    return (
      <section className={styles.chart} aria-label={name}>
        <p className={styles.empty}>No spans yet. They appear here when the first document has been worked on.</p>
      </section>
    );
  }
  return (
    <section className={styles.chart} aria-label={name}>
      <Toolbar
        name={name}
        model={model}
        searchInput={searchInput}
        tableShown={tableShown}
        onTable={setTableShown}
        onSave={save}
        onCommand={onCommand}
        onFound={speak}
        onLeaveSearch={() => canvas.current?.focus()}
        actions={actions}
      />
      {compact ? null : <Legend scenes={[scene]} tones={tones} />}
      {!tableShown && <Minimap model={model} tones={tones} />}
      {tableShown ? (
        <SpanTable model={model} tones={tones} fileName={fileNameOf(`Spans, ${name}`, timeline, 'csv')} onSave={onSave} />
      ) : (
        <div className={styles.lanes}>
          <Lanes model={model} tones={tones} canvas={canvas} onCommand={onCommand} onPicked={speak} describedBy={helpId} />
        </div>
      )}
      <div className={`${panel.panel} ${compact ? panel.compact : ''}`}>
        <Details model={model} tones={tones} onOpenJob={onOpenJob} {...(compact ? { name: `Selected span, ${name}` } : {})} />
        {compact ? null : <SummaryTable model={model} tones={tones} />}
      </div>
      <p id={helpId} hidden>
        Arrow keys go from span to span, W and S zoom, A and D move, F fits the span, 0 shows the whole run, Enter opens the
        document, slash searches.
      </p>
      <p className={styles.spoken} aria-live="polite">
        {spoken}
      </p>
    </section>
  );
}
