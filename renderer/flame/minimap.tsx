/**
 * The whole run at the top, with a window on what is seen: drag the window to move, its edges to zoom, the empty part to choose.
 * For the pointer; the keyboard has W, S, A, D and 0.
 */
import { type PointerEvent, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { CanvasPen } from './canvas-pen.ts';
import type { ChartModel } from './chart-model.ts';
import { drawMinimap, MINIMAP } from './draw-minimap.ts';
import styles from './minimap.module.css';
import { overviewOf } from './overview.ts';
import { GUTTER } from './picture.ts';
import type { Tones } from './tones.ts';
import { useChart } from './use-chart.ts';
import { offsetOf, pan, viewBetween } from './view.ts';

type Grip = 'window' | 'start' | 'end' | 'choose';

interface Drag {
  readonly grip: Grip;
  /** Where it began, as a fraction of the axis. */
  readonly from: number;
  last: number;
}

/** The window never looks narrower. */
const NARROWEST = 6;

export function Minimap({ model, tones }: { readonly model: ChartModel; readonly tones: Tones }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const seen = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const scene = useChart(model, (state) => state.scene);
  const found = useChart(model, (state) => state.found);
  const width = useChart(model, (state) => state.width);
  const lanes = Math.max(1, Math.round(width - GUTTER));
  const overview = useMemo(() => overviewOf(scene, Math.min(lanes, 2048)), [scene, lanes]);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || width <= GUTTER) return;
    const pen = new CanvasPen(context);
    pen.begin(width, MINIMAP, window.devicePixelRatio);
    drawMinimap(pen, scene, overview, tones, found, width);
    pen.end();
  }, [scene, overview, tones, found, width]);

  useLayoutEffect(() => {
    const place = (): void => {
      const element = seen.current;
      if (element === null) return;
      const { view, scene: now } = model.get();
      const left = ((view.base + view.shift) / now.extent) * lanes;
      const own = Math.max(NARROWEST, (view.length / now.extent) * lanes);
      element.style.transform = `translateX(${Math.min(left, lanes - own)}px)`;
      element.style.width = `${own}px`;
    };
    place();
    return model.subscribe(place);
  }, [model, lanes]);

  const fractionOf = (event: PointerEvent<HTMLElement>): number => {
    const corner = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - corner.left - GUTTER) / lanes));
  };

  const onDown = (event: PointerEvent<HTMLElement>): void => {
    const at = fractionOf(event);
    const grip = ((event.target as HTMLElement).dataset.grip ?? 'choose') as Grip;
    drag.current = { grip, from: at, last: at };
    event.currentTarget.setPointerCapture(event.pointerId);
  };

  const onMove = (event: PointerEvent<HTMLElement>): void => {
    const current = drag.current;
    if (current === null) return;
    const at = fractionOf(event);
    const { view, scene: now } = model.get();
    const { extent } = now;
    const start = view.base + view.shift;
    const time = at * extent;
    if (current.grip === 'window') model.showView(pan(view, ((at - current.last) * extent) / view.length, extent));
    else if (current.grip === 'start')
      model.showView(viewBetween(Math.min(time, start + view.length), start + view.length, extent));
    else if (current.grip === 'end') model.showView(viewBetween(start, Math.max(time, start), extent));
    else if (Math.abs(at - current.from) * lanes > 3)
      model.showView(viewBetween(Math.min(at, current.from) * extent, Math.max(at, current.from) * extent, extent));
    current.last = at;
  };

  const onUp = (event: PointerEvent<HTMLElement>): void => {
    const current = drag.current;
    drag.current = null;
    if (current?.grip !== 'choose' || Math.abs(fractionOf(event) - current.from) * lanes > 3) return;
    // A click beside the window brings its middle there.
    const { view, scene: now } = model.get();
    const middle = current.from * now.extent;
    model.showView(pan(view, (offsetOf(view, middle) - view.length / 2) / view.length, now.extent));
  };

  return (
    <div
      className={styles.minimap}
      style={{ height: MINIMAP }}
      aria-hidden="true"
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
    >
      <canvas ref={canvas} style={{ width, height: MINIMAP }} />
      <div className={styles.lanes} style={{ left: GUTTER }}>
        <div ref={seen} className={styles.window} data-grip="window">
          <div className={styles.start} data-grip="start" />
          <div className={styles.end} data-grip="end" />
        </div>
      </div>
    </div>
  );
}
