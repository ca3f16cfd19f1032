/**
 * The part of the time axis that is on screen.
 *
 * A view starts at `base + shift`: whole microseconds, and the fraction of one. A time less `base` is exact, so a view of one
 * microsecond ten hours into a run places its spans as exactly as a view at the start: with one number for the start, its last
 * bit at ten hours would be 7.6e-6 µs, and the error would grow with each step of a pan. Offsets are times less the view's start.
 */
import type { Microseconds } from '../../pipeline/contract/units.ts';

export interface View {
  readonly base: Microseconds;
  /** From 0 up to, but not including, 1. */
  readonly shift: number;
  readonly length: Microseconds;
}

const SHORTEST_VIEW: Microseconds = 1;

export const wholeView = (extent: Microseconds): View => ({ base: 0, shift: 0, length: extent });

export const offsetOf = (view: View, time: Microseconds): Microseconds => time - view.base - view.shift;

export const toX = (view: View, width: number, time: Microseconds): number => offsetOf(view, time) * (width / view.length);

/** Where a time on screen lies, to the last bit of a number: for words, not for geometry. */
export const timeAt = (view: View, width: number, x: number): Microseconds =>
  view.base + (view.shift + (x * view.length) / width);

export const viewEnd = (view: View): Microseconds => view.base + (view.shift + view.length);

/** The view of `length` that starts `offset` from `base`, moved and shortened so that it lies within the extent, a whole number. */
function placed(base: Microseconds, offset: number, length: Microseconds, extent: Microseconds): View {
  const bounded = Math.min(Math.max(length, SHORTEST_VIEW), extent);
  // A fraction too small to be told from a whole microsecond is one: `shift` stays below 1.
  const fraction = offset - Math.floor(offset);
  const start = base + Math.floor(offset) + (fraction < 1 ? 0 : 1);
  const shift = fraction < 1 ? fraction : 0;
  if (start < 0) return { base: 0, shift: 0, length: bounded };
  if (start - extent + shift + bounded > 0) {
    const ticks = Math.ceil(bounded);
    return { base: extent - ticks, shift: ticks - bounded, length: bounded };
  }
  return { base: start, shift, length: bounded };
}

/** Moves by a fraction of what is on screen; to the right when positive. */
export const pan = (view: View, fraction: number, extent: Microseconds): View =>
  placed(view.base, view.shift + fraction * view.length, view.length, extent);

/** Makes the view `factor` as long; the time at `fraction` of the width (0 left, 1 right) keeps its place. */
export function zoom(view: View, factor: number, fraction: number, extent: Microseconds): View {
  const length = Math.min(Math.max(view.length * factor, SHORTEST_VIEW), extent);
  return placed(view.base, view.shift + fraction * (view.length - length), length, extent);
}

/** From one time to another, both on screen; with `margin` of the length left free on either side. */
export function viewBetween(start: Microseconds, end: Microseconds, extent: Microseconds, margin = 0): View {
  const base = Math.floor(start);
  const length = Math.max(end - start, SHORTEST_VIEW) * (1 + 2 * margin);
  return placed(base, start - base - margin * (end - start), length, extent);
}

/** Moves as little as is needed so that a span is on screen, and keeps the length; a span longer than the view shows its start. */
export function reveal(view: View, start: Microseconds, end: Microseconds, extent: Microseconds): View {
  const from = offsetOf(view, start);
  const to = offsetOf(view, end);
  const margin = 0.05 * view.length;
  const covers = from <= 0 && to >= view.length;
  if ((from >= 0 && to <= view.length) || covers) return view;
  const offset = from < 0 || to - from > view.length - 2 * margin ? from - margin : to - view.length + margin;
  return placed(view.base, view.shift + offset, view.length, extent);
}

/** On the way from one view to another, `progress` from 0 to 1; one point of time keeps its place, as in a zoom by hand. */
export function between(from: View, to: View, progress: number, extent: Microseconds): View {
  if (progress >= 1) return to;
  const distance = to.base - from.base + (to.shift - from.shift);
  const length = from.length ** (1 - progress) * to.length ** progress;
  const travelled = from.length === to.length ? progress : (from.length - length) / (from.length - to.length);
  return placed(from.base, from.shift + distance * travelled, length, extent);
}

export const sameView = (one: View, other: View): boolean =>
  one.base === other.base && one.shift === other.shift && one.length === other.length;
