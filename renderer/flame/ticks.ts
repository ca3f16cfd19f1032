/** Which moments the time axis names, and how. */
import type { Microseconds } from '../../pipeline/contract/units.ts';
import { HOUR, MILLISECOND, MINUTE, SECOND } from './format.ts';
import type { View } from './view.ts';

export interface Tick {
  /** From `view.base + view.shift`. */
  readonly offset: Microseconds;
  readonly label: string;
}

export interface Axis {
  readonly step: Microseconds;
  readonly ticks: readonly Tick[];
  /** Ticks count from this moment, where whole times would differ in their last digits only. */
  readonly anchor: string | null;
}

const beyondSeconds = [1, 2, 5, 10, 15, 30]
  .flatMap((count) => [count * SECOND, count * MINUTE])
  .concat([1, 2, 6, 12, 24, 48, 120, 240].map((count) => count * HOUR))
  .toSorted((one, other) => one - other);

/** The shortest nice step that is at least `atLeast`: 1, 2 and 5 times a power of ten up to a second, then as clocks count. */
export function niceStep(atLeast: Microseconds): Microseconds {
  if (atLeast > SECOND / 2)
    return beyondSeconds.find((step) => step >= atLeast) ?? Math.ceil(atLeast / (240 * HOUR)) * 240 * HOUR;
  const exponent = Math.floor(Math.log10(Math.max(atLeast, 1e-6)));
  for (const factor of [1, 2, 5, 10]) {
    // Powers of ten below one are divided by, since 1e-3 times 5 is not 0.005 to the last bit.
    const step = exponent < 0 ? factor / 10 ** -exponent : factor * 10 ** exponent;
    if (step >= atLeast) return step;
  }
  return 10 ** (exponent + 1);
}

/** The distance that a label needs. */
const LABEL_PIXELS = 96;
/** More steps than this from zero, and labels count from an anchor. */
const STEPS_TO_ANCHOR = 20_000;

export function axisOf(view: View, width: number): Axis {
  const step = niceStep((view.length * LABEL_PIXELS) / Math.max(width, 1));
  const end = view.base + view.length;
  const unit = [MILLISECOND, SECOND, MINUTE, HOUR].find((candidate) => candidate >= view.length) ?? HOUR;
  const anchored = end / step > STEPS_TO_ANCHOR && view.length < HOUR;
  const anchor = anchored ? Math.floor(view.base / unit) * unit : 0;
  const ticks: Tick[] = [];
  const largest = end - anchor;
  for (const fromBase of tickTimes(view, step)) {
    const label = formatTick(view.base - anchor + fromBase, step, largest);
    ticks.push({ offset: fromBase - view.shift, label: anchored ? `+${label}` : label });
  }
  return { step, ticks, anchor: anchored ? formatAnchor(anchor) : null };
}

/** Multiples of the step on screen, less `view.base`; counted in whole steps, so that errors do not add up. */
function* tickTimes(view: View, step: Microseconds): Generator<number> {
  const last = view.shift + view.length;
  if (step >= 1) {
    for (let time = Math.ceil((view.base + view.shift) / step) * step; time - view.base <= last; time += step)
      yield time - view.base;
    return;
  }
  const perMicrosecond = Math.round(1 / step);
  for (let count = Math.ceil(view.shift * perMicrosecond); count / perMicrosecond <= last; count += 1)
    yield count / perMicrosecond;
}

/** With as many decimals as the step has, in the unit that suits the largest label. */
function formatTick(value: Microseconds, step: Microseconds, largest: Microseconds): string {
  if (value === 0) return '0';
  if (largest >= 2 * MINUTE && step >= MILLISECOND) return formatClock(value, step);
  const [unit, name] = largest < MILLISECOND ? [1, 'µs'] : largest < SECOND ? [MILLISECOND, 'ms'] : [SECOND, 's'];
  return `${(value / unit).toFixed(decimals(step / unit))} ${name}`;
}

function formatClock(value: Microseconds, step: Microseconds): string {
  const hours = Math.floor(value / HOUR);
  const minutes = Math.floor((value % HOUR) / MINUTE);
  const seconds = (value % MINUTE) / SECOND;
  const parts: string[] = [];
  if (hours > 0) parts.push(`${hours} h`);
  if (minutes > 0 || (hours > 0 && seconds > 0)) parts.push(`${minutes} min`);
  if (seconds > 0) parts.push(`${seconds.toFixed(decimals(step / SECOND))} s`);
  return parts.join(' ');
}

/** As on a clock, since the space at the left of the axis is short: `9:20:42.037`. */
function formatAnchor(anchor: Microseconds): string {
  const [hours, minutes] = [Math.floor(anchor / HOUR), Math.floor((anchor % HOUR) / MINUTE)];
  const seconds = ((anchor % MINUTE) / SECOND).toFixed(anchor % SECOND === 0 ? 0 : 3);
  const padded = anchor % MINUTE < 10 * SECOND ? `0${seconds}` : seconds;
  return `${hours}:${String(minutes).padStart(2, '0')}:${padded}`;
}

const decimals = (step: number): number => (step >= 1 ? 0 : Math.ceil(-Math.log10(step) - 1e-9));
