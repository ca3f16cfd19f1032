/** The keys of the chart, once: what they do, and what the help says of them. */
import type { Direction } from './navigate.ts';

export type Command =
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'pan'; readonly fraction: number }
  | { readonly kind: 'scroll'; readonly pages: number }
  | { readonly kind: 'move'; readonly direction: Direction }
  | { readonly kind: 'whole' | 'fit' | 'area' | 'open' | 'clear' | 'search' };

const ZOOM_STEP = 1.5;
const PAN_STEP = 0.15;

const zoomIn: Command = { kind: 'zoom', factor: 1 / ZOOM_STEP };
const zoomOut: Command = { kind: 'zoom', factor: ZOOM_STEP };

const commands: Readonly<Record<string, Command>> = {
  w: zoomIn,
  s: zoomOut,
  '+': zoomIn,
  '=': zoomIn,
  '-': zoomOut,
  _: zoomOut,
  a: { kind: 'pan', fraction: -PAN_STEP },
  d: { kind: 'pan', fraction: PAN_STEP },
  arrowup: { kind: 'move', direction: 'up' },
  arrowdown: { kind: 'move', direction: 'down' },
  arrowleft: { kind: 'move', direction: 'left' },
  arrowright: { kind: 'move', direction: 'right' },
  home: { kind: 'move', direction: 'first' },
  end: { kind: 'move', direction: 'last' },
  pageup: { kind: 'scroll', pages: -0.8 },
  pagedown: { kind: 'scroll', pages: 0.8 },
  '0': { kind: 'whole' },
  f: { kind: 'fit' },
  x: { kind: 'area' },
  enter: { kind: 'open' },
  escape: { kind: 'clear' },
  '/': { kind: 'search' },
};

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Null for a key that is not the chart's: the browser and the menus keep theirs. */
export const commandOf = (press: KeyPress): Command | null =>
  press.ctrlKey || press.metaKey || press.altKey ? null : (commands[press.key.toLowerCase()] ?? null);

export const keyHelp: readonly (readonly [keys: string, does: string])[] = [
  ['W / S, + / −', 'zoom in, out'],
  ['A / D', 'move left, right'],
  ['← →', 'previous, next span in the row'],
  ['↑ ↓', 'span around, first span inside, next worker'],
  ['Home / End', 'first, last span in the row'],
  ['Page Up / Down', 'scroll the workers'],
  ['F', 'fit the selected span or area'],
  ['0', 'whole run'],
  ['X', 'sum up what is in view, as an area'],
  ['Enter', 'open the document'],
  ['Escape', 'clear area, span, search'],
  ['/', 'search'],
  ['Wheel', 'zoom at the pointer'],
  ['Drag', 'move'],
  ['Shift + drag', 'select an area'],
  ['Shift + wheel', 'move left, right'],
  ['Alt + wheel', 'scroll the workers'],
  ['Double-click', 'zoom to the span'],
];
