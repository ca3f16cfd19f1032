/**
 * Keeps the two canvases up to date with the model: at most one drawing a frame, the lanes only when something of theirs
 * changed, the overlay each time. Returns nothing: React renders the canvases once and never again.
 */
import { type RefObject, useEffect } from 'react';
import { CanvasPen } from './canvas-pen.ts';
import type { ChartModel } from './chart-model.ts';
import type { ChartState } from './chart-state.ts';
import { drawAxis } from './draw-axis.ts';
import { drawLanes } from './draw-lanes.ts';
import { drawOverlay } from './draw-overlay.ts';
import { GUTTER, type Picture } from './picture.ts';
import { axisOf } from './ticks.ts';
import type { Tones } from './tones.ts';

export interface SurfaceElements {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly lanes: RefObject<HTMLCanvasElement | null>;
  readonly overlay: RefObject<HTMLCanvasElement | null>;
}

export const pictureOf = (state: ChartState, tones: Tones): Picture => ({
  scene: state.scene,
  view: state.view,
  layout: state.layout,
  scrollTop: state.scrollTop,
  width: state.width,
  height: state.height,
  tones,
  found: state.found,
});

const lanesChanged = (before: ChartState | null, now: ChartState): boolean =>
  before === null ||
  before.scene !== now.scene ||
  before.view !== now.view ||
  before.layout !== now.layout ||
  before.scrollTop !== now.scrollTop ||
  before.width !== now.width ||
  before.height !== now.height ||
  before.found !== now.found;

function drawPicture(pen: CanvasPen, picture: Picture, ratio: number): void {
  pen.begin(picture.width, picture.height, ratio);
  const axis = axisOf(picture.view, picture.width - GUTTER);
  drawLanes(pen, picture, axis);
  drawAxis(pen, picture, axis);
  pen.end();
}

export function useSurface(model: ChartModel, tones: Tones, { scroller, lanes, overlay }: SurfaceElements): void {
  useEffect(() => {
    const below = lanes.current?.getContext('2d');
    const above = overlay.current?.getContext('2d');
    const scrolled = scroller.current;
    if (!below || !above || scrolled === null || overlay.current === null) return;
    const keyboard = overlay.current;
    const [lanePen, overlayPen] = [new CanvasPen(below), new CanvasPen(above)];
    let drawn: ChartState | null = null;
    let overlayClear = false;
    let frame: number | null = null;

    const draw = (): void => {
      frame = null;
      const state = model.get();
      if (state.width <= 0 || state.height <= 0) return;
      const ratio = window.devicePixelRatio;
      const picture = pictureOf(state, tones);
      if (lanesChanged(drawn, state) || lanePen.ratio !== ratio) drawPicture(lanePen, picture, ratio);
      drawn = state;
      // A canvas that is cleared is composed again, also when it was clear before.
      const clear = state.hovered === null && state.focused === null && state.area === null && state.pointer === null;
      if (clear && overlayClear) return;
      overlayClear = clear;
      overlayPen.begin(state.width, state.height, ratio);
      drawOverlay(overlayPen, picture, {
        hovered: state.hovered,
        focused: state.focused,
        area: state.area,
        pointerX: state.pointer === null ? null : state.pointer.x - GUTTER,
        active: document.activeElement === keyboard,
      });
    };
    const changed = (): void => {
      const { scrollTop } = model.get();
      if (Math.abs(scrolled.scrollTop - scrollTop) >= 1) scrolled.scrollTop = scrollTop;
      frame ??= requestAnimationFrame(draw);
    };
    const measured = (): void => model.resize(scrolled.clientWidth, scrolled.clientHeight);
    const onScroll = (): void => {
      if (Math.abs(scrolled.scrollTop - model.get().scrollTop) >= 1) model.scroll(scrolled.scrollTop);
    };

    const observer = new ResizeObserver(measured);
    observer.observe(scrolled);
    // The content is narrower, and the scroller is not, when a scroll bar appears.
    if (scrolled.firstElementChild !== null) observer.observe(scrolled.firstElementChild);
    const unsubscribe = model.subscribe(changed);
    scrolled.addEventListener('scroll', onScroll, { passive: true });
    keyboard.addEventListener('focus', changed);
    keyboard.addEventListener('blur', changed);
    window.addEventListener('resize', changed);
    measured();
    changed();
    return () => {
      observer.disconnect();
      unsubscribe();
      scrolled.removeEventListener('scroll', onScroll);
      keyboard.removeEventListener('focus', changed);
      keyboard.removeEventListener('blur', changed);
      window.removeEventListener('resize', changed);
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [model, tones, scroller, lanes, overlay]);
}
