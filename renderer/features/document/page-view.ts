/**
 * Where a page lies in its frame. Three spaces: the page (pixels of the image), the frame (CSS pixels from its corner), and the
 * view, which belongs to no size, so that two images of one page can be seen at the same place side by side.
 */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PageView {
  /** 1: the whole page just fits the frame. */
  readonly zoom: number;
  /** The point of the page that is in the middle of the frame, as shares of its width and height. */
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export const wholePage: PageView = { zoom: 1, x: 0.5, y: 0.5 };

const LEAST_ZOOM = 0.5;
const MOST_ZOOM = 40;

/** Frame pixels to a page pixel when the whole page is seen. */
const fitScale = (page: Size, frame: Size): number => Math.min(frame.width / page.width, frame.height / page.height);

/** Where to draw the page: its corner in the frame, and frame pixels to a page pixel. */
export function placeOf({ zoom, x, y }: PageView, page: Size, frame: Size) {
  const scale = fitScale(page, frame) * zoom;
  return { scale, left: frame.width / 2 - x * page.width * scale, top: frame.height / 2 - y * page.height * scale };
}

/** A page that is smaller than the frame stands in its middle; a larger one leaves no gap at an edge. */
export function bounded(view: PageView, page: Size, frame: Size): PageView {
  const zoom = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, view.zoom));
  const scale = fitScale(page, frame) * zoom;
  const along = (centre: number, frameLength: number, pageLength: number): number => {
    const half = frameLength / 2 / (pageLength * scale);
    return half >= 0.5 ? 0.5 : Math.min(1 - half, Math.max(half, centre));
  };
  return { zoom, x: along(view.x, frame.width, page.width), y: along(view.y, frame.height, page.height) };
}

/** Zooms so that what is under a point of the frame stays there. */
export function zoomAt(view: PageView, factor: number, at: { x: number; y: number }, page: Size, frame: Size): PageView {
  const { scale, left, top } = placeOf(view, page, frame);
  const zoom = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, view.zoom * factor));
  const after = fitScale(page, frame) * zoom;
  const pageX = (at.x - left) / scale;
  const pageY = (at.y - top) / scale;
  return bounded(
    {
      zoom,
      x: (pageX - (at.x - frame.width / 2) / after) / page.width,
      y: (pageY - (at.y - frame.height / 2) / after) / page.height,
    },
    page,
    frame,
  );
}

/** Moves the page by frame pixels. */
export function panBy(view: PageView, right: number, down: number, page: Size, frame: Size): PageView {
  const { scale } = placeOf(view, page, frame);
  return bounded({ ...view, x: view.x - right / (page.width * scale), y: view.y - down / (page.height * scale) }, page, frame);
}

/** The page as wide as the frame, from its top. */
export const fitWidth = (page: Size, frame: Size): PageView =>
  bounded({ zoom: frame.width / page.width / fitScale(page, frame), x: 0.5, y: 0 }, page, frame);

const BOX_SHARE = 0.5;
const NEAREST_ZOOM = 6;

/** Brings a box of the page to the middle; nearer when it is small, but never so near that what is around it is lost. */
export function showBox(view: PageView, box: Box, page: Size, frame: Size): PageView {
  const scale = fitScale(page, frame);
  const fits = Math.min(
    (frame.width * BOX_SHARE) / ((box.x1 - box.x0) * scale),
    (frame.height * BOX_SHARE) / ((box.y1 - box.y0) * scale),
  );
  const zoom = Math.max(view.zoom, Math.min(fits, NEAREST_ZOOM / 2));
  const centred = {
    zoom: Math.min(zoom, Math.max(1, fits)),
    x: (box.x0 + box.x1) / 2 / page.width,
    y: (box.y0 + box.y1) / 2 / page.height,
  };
  return bounded(centred, page, frame);
}

/** Pictures come reduced to this longest side. */
const LONGEST_SIDE = 2400;

/**
 * Whether boxes of a page may be drawn over a picture of its source: turning a page straight enlarges it, so equal sizes mean
 * that nothing was moved.
 */
export function liesOver(picture: Size, page: Size): boolean {
  const reduced = Math.min(1, LONGEST_SIDE / Math.max(page.width, page.height));
  return Math.abs(page.width * reduced - picture.width) <= 1 && Math.abs(page.height * reduced - picture.height) <= 1;
}
