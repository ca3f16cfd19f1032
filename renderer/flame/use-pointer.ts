/**
 * Wheel, drag, click and hover on the canvas. The wheel zooms at the pointer, a drag pans both ways, shift and drag (or the
 * select tool) marks an area of whole lanes, a click focuses, a double click zooms to the span.
 */
import { type RefObject, useEffect } from 'react';
import type { ChartModel } from './chart-model.ts';
import { at } from './columns.ts';
import { laneAt } from './lane-layout.ts';
import { AXIS, GUTTER } from './picture.ts';
import { timeAt } from './view.ts';

/** A press that moves less is a click. */
const CLICK_PIXELS = 4;
/** One notch of a wheel is about 100: it shortens the view by a fifth. */
const ZOOM_PER_PIXEL = 0.0022;
const PINCH_PER_PIXEL = 0.01;
const PIXELS_PER_LINE = 16;
const PIXELS_PER_PAGE = 400;

interface Press {
  readonly x: number;
  readonly y: number;
  readonly scrollTop: number;
  readonly selecting: boolean;
  lastX: number;
  moved: boolean;
}

export function usePointer(model: ChartModel, canvas: RefObject<HTMLCanvasElement | null>, announce: () => void): void {
  useEffect(() => {
    const target = canvas.current;
    if (target === null) return;
    let press: Press | null = null;
    const place = (event: MouseEvent): { x: number; y: number } => {
      const corner = target.getBoundingClientRect();
      return { x: event.clientX - corner.left, y: event.clientY - corner.top };
    };
    const laneWidth = (): number => Math.max(1, model.get().width - GUTTER);

    const onWheel = (event: WheelEvent): void => {
      const { x } = place(event);
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? PIXELS_PER_LINE : event.deltaMode === 2 ? PIXELS_PER_PAGE : 1;
      const [deltaX, deltaY] = [event.deltaX * unit, event.deltaY * unit];
      event.preventDefault();
      // The pointer over the names of workers, or Alt: up and down among the workers.
      if (event.altKey || x < GUTTER) model.scroll(model.get().scrollTop + deltaY);
      else if (event.shiftKey) model.panBy((deltaX || deltaY) / laneWidth());
      else if (Math.abs(deltaX) > Math.abs(deltaY)) model.panBy(deltaX / laneWidth());
      else model.zoomAt(Math.exp(deltaY * (event.ctrlKey ? PINCH_PER_PIXEL : ZOOM_PER_PIXEL)), (x - GUTTER) / laneWidth());
    };

    const onDown = (event: PointerEvent): void => {
      if (event.button > 1) return;
      const { x, y } = place(event);
      const { scrollTop, tool, scene } = model.get();
      const selecting = scene.arrangement === 'timeline' && x >= GUTTER && event.shiftKey !== (tool === 'select');
      press = { x, y, scrollTop, selecting, lastX: x, moved: false };
      target.setPointerCapture(event.pointerId);
    };

    const onMove = (event: PointerEvent): void => {
      const { x, y } = place(event);
      if (press === null) {
        model.hover(x, y, window.devicePixelRatio);
        return;
      }
      if (!press.moved && Math.hypot(x - press.x, y - press.y) < CLICK_PIXELS) return;
      if (!press.moved) model.leave();
      press.moved = true;
      if (press.selecting) selectArea(model, press, { x, y });
      else {
        model.panBy((press.lastX - x) / laneWidth());
        model.scroll(press.scrollTop + press.y - y);
        target.dataset.dragging = 'true';
      }
      press.lastX = x;
    };

    const onUp = (event: PointerEvent): void => {
      const { x, y } = place(event);
      delete target.dataset.dragging;
      if (press !== null && !press.moved) {
        model.focus(model.itemAt(x, y, window.devicePixelRatio));
        if (model.get().area !== null) model.select(null);
        announce();
      }
      press = null;
    };
    const onCancel = (): void => {
      delete target.dataset.dragging;
      press = null;
    };
    const onDouble = (event: MouseEvent): void => {
      const { x, y } = place(event);
      const item = model.itemAt(x, y, window.devicePixelRatio);
      if (item !== null) model.zoomTo(item);
    };
    const onLeave = (): void => model.leave();

    target.addEventListener('wheel', onWheel, { passive: false });
    target.addEventListener('pointerdown', onDown);
    target.addEventListener('pointermove', onMove);
    target.addEventListener('pointerup', onUp);
    target.addEventListener('pointercancel', onCancel);
    target.addEventListener('pointerleave', onLeave);
    target.addEventListener('dblclick', onDouble);
    return () => {
      target.removeEventListener('wheel', onWheel);
      target.removeEventListener('pointerdown', onDown);
      target.removeEventListener('pointermove', onMove);
      target.removeEventListener('pointerup', onUp);
      target.removeEventListener('pointercancel', onCancel);
      target.removeEventListener('pointerleave', onLeave);
      target.removeEventListener('dblclick', onDouble);
    };
  }, [model, canvas, announce]);
}

/** From the press to the pointer: times as drawn, lanes whole. */
function selectArea(model: ChartModel, press: Press, to: { x: number; y: number }): void {
  const { view, width, layout, scrollTop, scene } = model.get();
  const lanes = width - GUTTER;
  const time = (x: number): number => timeAt(view, lanes, Math.min(Math.max(x - GUTTER, 0), lanes));
  const lane = (y: number): number => {
    const top = Math.min(Math.max(y - AXIS + scrollTop, 0), layout.height - 1);
    return laneAt(layout, top);
  };
  if (scene.lanes.length === 0) return;
  const times = Float64Array.of(time(press.x), time(to.x)).sort();
  const lanesTouched = Float64Array.of(lane(press.y + press.scrollTop - scrollTop), lane(to.y)).sort();
  model.select({ from: at(times, 0), to: at(times, 1), firstLane: at(lanesTouched, 0), lastLane: at(lanesTouched, 1) });
}
