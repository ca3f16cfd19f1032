/**
 * Turning by quarters, pixel for pixel, and what it does to the places on a page. Quarters are clockwise.
 */
import type { Box, Quarters } from '../../contract/ocr.ts';
import type { GreyImage } from '../../contract/stage-context.ts';

export function turnImage(image: GreyImage, quarters: Quarters): GreyImage {
  if (quarters === 0) return image;
  const { data, width, height } = image;
  const turned = new Uint8Array(data.length);
  if (quarters === 2) {
    turned.set(data);
    return { data: turned.reverse(), width, height };
  }
  for (let y = 0; y < height; y += 1) {
    // The first pixel of a row goes to the top of the right column, or to the bottom of the left one; the others follow.
    let to = quarters === 1 ? height - 1 - y : y + (width - 1) * height;
    const step = quarters === 1 ? height : -height;
    for (let from = y * width; from < (y + 1) * width; from += 1, to += step) turned[to] = data[from] ?? 0;
  }
  return { data: turned, width: height, height: width };
}

/** @param page the page before it is turned */
export function turnBox(
  { x0, y0, x1, y1 }: Box,
  { width, height }: Pick<GreyImage, 'width' | 'height'>,
  quarters: Quarters,
): Box {
  switch (quarters) {
    case 0:
      return { x0, y0, x1, y1 };
    case 1:
      return { x0: height - y1, y0: x0, x1: height - y0, y1: x1 };
    case 2:
      return { x0: width - x1, y0: height - y1, x1: width - x0, y1: height - y0 };
    case 3:
      return { x0: y0, y0: width - x1, x1: y1, y1: width - x0 };
  }
}
