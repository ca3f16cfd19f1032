/** What is seen, as a file: pixels at the screen's own density, or vectors. The legend is added below. */
import type { Timeline } from '../../pipeline/contract/timeline.ts';
import { fileNameFrom } from '../ui/file-name.ts';
import { CanvasPen } from './canvas-pen.ts';
import { drawAxis } from './draw-axis.ts';
import { drawLanes } from './draw-lanes.ts';
import { drawLegend, LEGEND, legendOf } from './draw-legend.ts';
import type { Pen } from './pen.ts';
import { AXIS, GUTTER, type Picture } from './picture.ts';
import { SvgPen, type TextWidths } from './svg-pen.ts';
import { axisOf } from './ticks.ts';

/** @param name the chart's: two of one run, side by side, are two files */
export const fileNameOf = (name: string, timeline: Timeline, kind: 'png' | 'svg' | 'csv'): string =>
  fileNameFrom(`${name} ${timeline.run_id.slice(0, 8)}`, kind);

/** Without the empty space below the last worker. */
const heightOf = (picture: Picture): number => Math.min(picture.height, AXIS + picture.layout.height - picture.scrollTop);

function drawAll(pen: Pen, whole: Picture): void {
  const picture = { ...whole, height: heightOf(whole) };
  const axis = axisOf(picture.view, picture.width - GUTTER);
  drawLanes(pen, picture, axis);
  drawAxis(pen, picture, axis);
  drawLegend(pen, legendOf([picture.scene], picture.tones), picture.tones, picture.height, picture.width);
}

export function toSvg(picture: Picture, widths: TextWidths, title: string): string {
  const pen = new SvgPen(widths);
  drawAll(pen, picture);
  return pen.finish(picture.width, heightOf(picture) + LEGEND, title);
}

export async function toPng(picture: Picture, ratio: number): Promise<Uint8Array> {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser has no 2D canvas.');
  const pen = new CanvasPen(context);
  pen.begin(picture.width, heightOf(picture) + LEGEND, ratio);
  drawAll(pen, picture);
  pen.end();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('The picture is too large for this browser.');
  return new Uint8Array(await blob.arrayBuffer());
}

/** The browser's own widths, for text in vectors. */
export function browserWidths(): TextWidths {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) throw new Error('This browser has no 2D canvas.');
  return new CanvasPen(context);
}
