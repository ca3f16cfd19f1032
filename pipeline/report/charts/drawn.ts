import type { ChartDrawing } from '../document.ts';

/** A drawing without its frame. */
export interface Drawn {
  readonly height: number;
  readonly content: string;
}

export type DrawingOf<Kind extends ChartDrawing['kind']> = Extract<ChartDrawing, { readonly kind: Kind }>;

export const LINE_HEIGHT = 16;
