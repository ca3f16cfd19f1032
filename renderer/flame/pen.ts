/**
 * What the chart is drawn with. There are two: one draws on a canvas, one writes SVG; the chart is drawn by the same code with
 * either, so that a saved picture is what was seen. Lengths are CSS pixels.
 */
import type { Pieces } from './cull.ts';

export type Weight = 'normal' | 'bold';
export type Align = 'left' | 'center' | 'right';

export const FONT_SIZE = 11;
export const FONT_FAMILY = 'system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif';
export const fontOf = (weight: Weight): string => `${weight === 'bold' ? '600 ' : ''}${FONT_SIZE}px ${FONT_FAMILY}`;

/** One colour, for vectors and for pixels (opaque, the lowest byte red). */
export interface Paint {
  readonly css: string;
  readonly pixel: number;
}

export interface TextStyle {
  readonly colour: string;
  readonly weight?: Weight;
  readonly align?: Align;
}

export interface Pen {
  /** Columns to a CSS pixel: the pieces of a strip are given in columns. */
  readonly ratio: number;
  rect(x: number, y: number, width: number, height: number, colour: string): void;
  /** A frame of `thickness`, inside the rectangle. */
  frame(x: number, y: number, width: number, height: number, colour: string, thickness: number): void;
  /** The middle of the line of text is at `y`. */
  text(x: number, y: number, text: string, style: TextStyle): void;
  /** One row's pieces, from `x` on; `gap` leaves the last column of a wide piece free, so that neighbours are told apart. */
  strip(x: number, y: number, height: number, pieces: Pieces, paintOf: (box: number) => Paint, gap: boolean): void;
  width(text: string, weight?: Weight): number;
  fit(text: string, width: number, weight?: Weight): string;
}

/** A piece narrower than this has no gap at its end. */
export const COLUMNS_FOR_GAP = 5;
