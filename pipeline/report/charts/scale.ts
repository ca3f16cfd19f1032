/** From values to pixels: a linear scale, round ticks, and labels beside one another in lanes. */
import { textWidth } from './svg.ts';

export interface Scale {
  readonly from: number;
  readonly to: number;
  /** Pixels; a value outside lies at the nearer end. */
  at(value: number): number;
  holds(value: number): boolean;
}

export function linearScale(from: number, to: number, left: number, right: number): Scale {
  const span = to > from ? to - from : 1;
  return {
    from,
    to: from + span,
    at: (value) => left + (Math.min(Math.max((value - from) / span, 0), 1) || 0) * (right - left),
    holds: (value) => value >= from && value <= from + span,
  };
}

/** Round values in the range, about as many as asked for. */
export function ticks({ from, to }: Pick<Scale, 'from' | 'to'>, about: number): number[] {
  const raw = (to - from) / about;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= raw) ?? 10) * power;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** With thousands apart: `16,000`, `0.72`. */
export const plainNumber = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 3 });

/** To three digits: `0.31 ms`, `0.0031 s`, `32.4 s`; less than a microsecond is nothing. */
export function secondsText(value: number): string {
  const digits = (number: number): string => number.toLocaleString('en-GB', { maximumSignificantDigits: 3 });
  if (Math.abs(value) < 1e-6) return '0 s';
  return Math.abs(value) < 1e-3 ? `${digits(value * 1000)} ms` : `${digits(value)} s`;
}

/** `1.02–1.23 s`. */
export const secondsRange = (low: number, high: number): string =>
  `${low >= 1e-3 ? secondsText(low).replace(/ s$/, '') : secondsText(low)}–${secondsText(high)}`;

/** Ticks with their texts, without those that would touch the one before. */
export function tickLabels(scale: Scale, about: number, format: (value: number) => string): { at: number; text: string }[] {
  let end = Number.NEGATIVE_INFINITY;
  return ticks(scale, about).flatMap((value) => {
    const [at, text] = [scale.at(value), format(value)];
    const half = textWidth(text) / 2;
    if (at - half < end + 6) return [];
    end = at + half;
    return [{ at, text }];
  });
}

export interface LanedLabel {
  /** Of what it names. */
  readonly x: number;
  readonly text: string;
  readonly at: number;
  /** `middle`: over its place; else beside a pole that stands on it. */
  readonly anchor: 'start' | 'middle' | 'end';
  /** 0 is the nearest to what it names. */
  readonly lane: number;
}

interface Box extends Omit<LanedLabel, 'lane'> {
  readonly from: number;
  readonly to: number;
}

const GAP = 10;

/**
 * Puts labels over their places, without one on another: side by side where they fit, else as flags in several lanes, so that
 * no pole runs through the text of another.
 */
export function inLanes(
  labels: readonly { readonly x: number; readonly text: string }[],
  left: number,
  right: number,
): LanedLabel[] {
  const sorted = [...labels].sort((a, b) => a.x - b.x);
  const centred = sorted.map((each): Box => {
    const half = textWidth(each.text) / 2;
    return { ...each, at: each.x, anchor: 'middle', from: each.x - half, to: each.x + half };
  });
  const fits = centred.every(({ from, to }, index) => from >= (centred[index - 1]?.to ?? left - GAP) + GAP && to <= right);
  if (fits) return centred.map((each) => ({ ...each, lane: 0 }));

  const placed: (Box & { readonly lane: number })[] = [];
  for (const each of sorted.reverse()) {
    const box = flag(each.x, each.text, left, right);
    const isFree = (lane: number): boolean =>
      placed.every((other) => {
        if (other.lane === lane) return other.from >= box.to + GAP || other.to + GAP <= box.from;
        const [upper, lower] = other.lane > lane ? [other, box] : [box, other];
        return upper.x <= lower.from || upper.x >= lower.to;
      });
    // Where every lane is crossed, one of its own is still legible: the text has a rim.
    const lanes = Array.from({ length: placed.length + 1 }, (_, lane) => lane);
    placed.push({ ...box, lane: lanes.find(isFree) ?? placed.length });
  }
  return placed.reverse();
}

function flag(x: number, text: string, left: number, right: number): Box {
  const width = textWidth(text);
  if (x + 4 + width <= right) return { x, text, at: x + 4, anchor: 'start', from: x + 4, to: x + 4 + width };
  const to = Math.max(x - 4, left + width);
  return { x, text, at: to, anchor: 'end', from: to - width, to };
}

/** How far from its base line the pole of a label ends that stands above the drawing. */
export const poleEnd = ({ anchor }: Pick<LanedLabel, 'anchor'>): number => (anchor === 'middle' ? 4 : -9);
