/** The canvas with its scroll bar: the pointer's and the keyboard's way into the chart. */
import { type KeyboardEvent, type RefObject, useRef } from 'react';
import type { ChartModel } from './chart-model.ts';
import { type Command, commandOf } from './keys.ts';
import styles from './lanes.module.css';
import { AXIS } from './picture.ts';
import type { Tones } from './tones.ts';
import { Tooltip } from './tooltip.tsx';
import { useChart } from './use-chart.ts';
import { usePointer } from './use-pointer.ts';
import { useSurface } from './use-surface.ts';

export interface LanesProps {
  readonly model: ChartModel;
  readonly tones: Tones;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly onCommand: (command: Command) => void;
  /** The focus was moved by the pointer. */
  readonly onPicked: () => void;
  readonly describedBy: string;
}

export function Lanes({ model, tones, canvas, onCommand, onPicked, describedBy }: LanesProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const lanes = useRef<HTMLCanvasElement>(null);
  useSurface(model, tones, { scroller, lanes, overlay: canvas });
  usePointer(model, canvas, onPicked);
  const contentHeight = useChart(model, ({ layout }) => AXIS + layout.height);
  const [width, height] = [useChart(model, (state) => state.width), useChart(model, (state) => state.height)];
  const tool = useChart(model, (state) => state.tool);
  const pointing = useChart(model, (state) => state.hovered !== null);
  const label = useChart(model, ({ scene }) =>
    scene.arrangement === 'timeline'
      ? `Timeline of ${scene.lanes.length} ${scene.lanes.length === 1 ? 'worker' : 'workers'}, ${scene.measure === 'wall' ? 'wall time' : 'CPU time'}`
      : `All documents by stage, ${scene.measure === 'wall' ? 'wall time' : 'CPU time'}`,
  );

  const onKeyDown = (event: KeyboardEvent): void => {
    const command = commandOf(event);
    if (command === null) return;
    event.preventDefault();
    event.stopPropagation();
    onCommand(command);
  };

  return (
    <div ref={scroller} className={styles.scroller}>
      <div style={{ height: contentHeight }}>
        <div className={styles.surface} style={{ height: Math.min(height, Math.max(contentHeight, height)) }}>
          <canvas ref={lanes} className={styles.canvas} style={{ width, height }} />
          {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: an application is interactive, and has keys of its own */}
          <canvas
            ref={canvas}
            className={styles.overlay}
            style={{ width, height }}
            data-tool={tool}
            data-pointing={pointing}
            tabIndex={0}
            role="application"
            aria-label={label}
            aria-roledescription="flame chart"
            aria-describedby={describedBy}
            onKeyDown={onKeyDown}
          />
          <Tooltip model={model} tones={tones} />
        </div>
      </div>
    </div>
  );
}
