/**
 * Rectangles that may be turned: how detection describes a line of print, and how words are cut from it. Pure geometry, in
 * pixels, y downwards; pixel (x, y) covers the square from x to x + 1.
 */
import type { Box } from '../../contract/ocr.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `along` is the direction of reading, of length 1; a line's `width` lies along it, its `height` across it. */
export interface RotatedBox {
  readonly centre: Point;
  readonly along: Point;
  readonly width: number;
  readonly height: number;
}

/** Across the box, from the top of print to its foot: `along` turned by 90° clockwise as seen on the page. */
export const across = ({ along }: RotatedBox): Point => ({ x: -along.y, y: along.x });

export function cornersOf(box: RotatedBox): [Point, Point, Point, Point] {
  const down = across(box);
  const corner = (alongSign: number, downSign: number): Point => ({
    x: box.centre.x + (alongSign * box.width * box.along.x + downSign * box.height * down.x) / 2,
    y: box.centre.y + (alongSign * box.width * box.along.y + downSign * box.height * down.y) / 2,
  });
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
}

/** The upright box around it, cut off at the page's edges. */
export function boundsOf(box: RotatedBox, page: { readonly width: number; readonly height: number }): Box {
  const corners = cornersOf(box);
  const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);
  return {
    x0: clamp(Math.min(...corners.map(({ x }) => x)), page.width),
    y0: clamp(Math.min(...corners.map(({ y }) => y)), page.height),
    x1: clamp(Math.max(...corners.map(({ x }) => x)), page.width),
    y1: clamp(Math.max(...corners.map(({ y }) => y)), page.height),
  };
}

/** The part of the box between two distances from its left end. */
export function sliceOf(box: RotatedBox, from: number, to: number): RotatedBox {
  const offset = (from + to - box.width) / 2;
  const centre = { x: box.centre.x + offset * box.along.x, y: box.centre.y + offset * box.along.y };
  return { ...box, centre, width: to - from };
}

/** Upside down: the same rectangle, read from the other end. */
export const turnedOver = (box: RotatedBox): RotatedBox => ({ ...box, along: { x: -box.along.x, y: -box.along.y } });

/** On its side: the same rectangle, read from its foot upwards when it was read from left to right. */
export const onItsSide = (box: RotatedBox): RotatedBox => ({
  ...box,
  along: { x: box.along.y, y: -box.along.x },
  width: box.height,
  height: box.width,
});

/**
 * What DB calls unclip: the model is trained on regions shrunk by area × (1 − r²) ÷ perimeter, so each side moves outwards by
 * area × ratio ÷ perimeter (Liao et al., "Real-time Scene Text Detection with Differentiable Binarization", 2020, § 3.4).
 * Offsetting a rectangle and taking the smallest rectangle around it needs no polygon clipping.
 */
export function unclip(box: RotatedBox, ratio: number): RotatedBox {
  const distance = (box.width * box.height * ratio) / (2 * (box.width + box.height));
  return { ...box, width: box.width + 2 * distance, height: box.height + 2 * distance };
}

export function scaled(box: RotatedBox, factor: number): RotatedBox {
  const centre = { x: box.centre.x * factor, y: box.centre.y * factor };
  return { ...box, centre, width: box.width * factor, height: box.height * factor };
}
