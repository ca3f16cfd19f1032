/**
 * A page in its frame: zoomed with the wheel, moved by dragging, and with the keys + − 0 and the arrows. What lies over the page
 * is drawn in the page's own pixels.
 */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { type PageMove, pageMoveOf } from './document-keys.ts';
import styles from './page-frame.module.css';
import { bounded, type PageView, panBy, placeOf, type Size, wholePage, zoomAt } from './page-view.ts';

const STEP = 1.25;
const WHEEL = 0.0018;
const ARROW = 60;

interface PageFrameProps {
  /** `Source image`. */
  readonly name: string;
  readonly url: string;
  /** In the pixels that `children` use. */
  readonly page: Size;
  readonly view: PageView;
  onView(view: PageView): void;
  /** Tells how large the frame is, for what is worked out outside. */
  onFrame?(frame: Size): void;
  readonly children?: ReactNode;
}

export function PageFrame({ name, url, page, view, onView, onFrame, children }: PageFrameProps) {
  const box = useRef<HTMLDivElement>(null);
  const [frame, setFrame] = useState<Size>({ width: 1, height: 1 });
  const drag = useRef<{ x: number; y: number } | null>(null);
  const tellFrame = useEffectEvent((size: Size) => onFrame?.(size));

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry === undefined || entry.contentRect.width === 0) return;
      const size = { width: entry.contentRect.width, height: entry.contentRect.height };
      setFrame(size);
      tellFrame(size);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const at = { x: event.clientX - left, y: event.clientY - top };
    onView(zoomAt(view, Math.exp(-event.deltaY * lines * WHEEL), at, page, frame));
  });
  useEffect(() => {
    const element = box.current;
    // React listens without the right to keep the page from scrolling.
    const listener = (event: WheelEvent): void => onWheel(event);
    element?.addEventListener('wheel', listener, { passive: false });
    return () => element?.removeEventListener('wheel', listener);
  }, []);

  const onPointerMove = (event: PointerEvent): void => {
    if (drag.current === null) return;
    onView(panBy(view, event.clientX - drag.current.x, event.clientY - drag.current.y, page, frame));
    drag.current = { x: event.clientX, y: event.clientY };
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const move = pageMoveOf(event.key);
    if (move === null) return;
    event.preventDefault();
    onView(movedBy(move, view, page, frame));
  };

  const { scale, left, top } = placeOf(bounded(view, page, frame), page, frame);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of a picture and what lies over it, not of form fields.
    <div
      ref={box}
      className={styles.frame}
      role="group"
      aria-label={`${name}: plus, minus and 0 zoom, arrows move`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved by keys.
      tabIndex={0}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        drag.current = { x: event.clientX, y: event.clientY };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        drag.current = null;
      }}
      onPointerCancel={() => {
        drag.current = null;
      }}
      onDoubleClick={(event) => {
        const { left: x, top: y } = event.currentTarget.getBoundingClientRect();
        onView(view.zoom > 1 ? wholePage : zoomAt(view, 3, { x: event.clientX - x, y: event.clientY - y }, page, frame));
      }}
      onKeyDown={onKeyDown}
    >
      <div
        className={styles.page}
        style={{ width: page.width * scale, height: page.height * scale, transform: `translate(${left}px, ${top}px)` }}
      >
        <img className={styles.image} src={url} alt={name} draggable={false} />
        {children}
      </div>
    </div>
  );
}

function movedBy(move: PageMove, view: PageView, page: Size, frame: Size): PageView {
  const middle = { x: frame.width / 2, y: frame.height / 2 };
  switch (move) {
    case 'zoom in':
      return zoomAt(view, STEP, middle, page, frame);
    case 'zoom out':
      return zoomAt(view, 1 / STEP, middle, page, frame);
    case 'whole page':
      return wholePage;
    case 'left':
      return panBy(view, ARROW, 0, page, frame);
    case 'right':
      return panBy(view, -ARROW, 0, page, frame);
    case 'up':
      return panBy(view, 0, ARROW, page, frame);
    case 'down':
      return panBy(view, 0, -ARROW, page, frame);
  }
}
