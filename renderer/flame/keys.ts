/** The keys of the chart, once: what they do, and what the help says of them. */
import type { KeyGroup, KeyLine } from '../ui/keys.ts';
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

export const flameKeys: KeyGroup = {
  title: 'Flame chart',
  lines: [
    { keys: ['w', '+'], does: 'zoom in' },
    { keys: ['s', '-'], does: 'zoom out' },
    { keys: ['a', 'd'], does: 'move left, right' },
    { keys: ['ArrowLeft', 'ArrowRight'], does: 'previous, next span in the row' },
    { keys: ['ArrowUp', 'ArrowDown'], does: 'span around, first span inside, next worker' },
    { keys: ['Home', 'End'], does: 'first, last span in the row' },
    { keys: ['PageUp', 'PageDown'], does: 'scroll the workers' },
    { keys: ['f'], does: 'fit the selected span or area' },
    { keys: ['0'], does: 'whole run' },
    { keys: ['x'], does: 'sum up what is in view, as an area' },
    { keys: ['Enter'], does: 'open the document' },
    { keys: ['Escape'], does: 'clear area, span, search' },
    { keys: ['/'], does: 'search' },
  ],
};

/** What the pointer does, for the help beside the chart. */
export const gestures: readonly KeyLine[] = [
  { keys: ['Wheel'], does: 'zoom at the pointer' },
  { keys: ['Drag'], does: 'move' },
  { keys: ['Shift + drag'], does: 'select an area' },
  { keys: ['Shift + wheel'], does: 'move left, right' },
  { keys: ['Alt + wheel'], does: 'scroll the workers' },
  { keys: ['Double-click'], does: 'zoom to the span' },
];
