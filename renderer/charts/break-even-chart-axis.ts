/** The axis of documents a day: what it spans, its ticks, and which of the marks on it have room for a label. Pure. */

export interface VolumeAxis {
  readonly min: number;
  readonly max: number;
  readonly type: 'value' | 'log';
  readonly ticks: readonly number[];
}

/** A span beyond this is drawn by its logarithm: volumes of 700 to 1,300 would be one spot beside 15,000. */
const EVEN_UP_TO = 5;
const MARGIN = 0.04;
const LABEL_SHARE = 0.07;

export function volumeAxis(values: readonly number[]): VolumeAxis {
  const positive = values.filter((value) => Number.isFinite(value) && value > 0);
  const [least, most] = positive.length === 0 ? [1, 10] : [Math.min(...positive), Math.max(...positive)];
  if (most / least <= EVEN_UP_TO) {
    const air = Math.max((most - least) * MARGIN, least * 0.01);
    const [min, max] = [least - air, most + air];
    return { min, max, type: 'value', ticks: evenTicks(min, max) };
  }
  const air = (most / least) ** MARGIN;
  const [min, max] = [least / air, most * air];
  return { min, max, type: 'log', ticks: logTicks(min, max) };
}

/** From 0 to 1 along the axis. */
export function shareOnAxis({ min, max, type }: VolumeAxis, value: number): number {
  return type === 'value' ? (value - min) / (max - min) : Math.log(value / min) / Math.log(max / min);
}

/** Those that can be labelled without touching the one before. */
export function labelled(axis: VolumeAxis, ascending: readonly number[]): ReadonlySet<number> {
  const kept = new Set<number>();
  let last = Number.NEGATIVE_INFINITY;
  for (const value of ascending) {
    const share = shareOnAxis(axis, value);
    if (share - last < LABEL_SHARE) continue;
    kept.add(value);
    last = share;
  }
  return kept;
}

function evenTicks(min: number, max: number): number[] {
  const rough = (max - min) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const ticks: number[] = [];
  for (let tick = Math.ceil(min / step) * step; tick <= max; tick += step) ticks.push(Math.round(tick * 1000) / 1000);
  return ticks;
}

function logTicks(min: number, max: number): number[] {
  const decades = Math.log10(max / min);
  const factors = decades > 3 ? [1] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
    for (const factor of factors) {
      const tick = factor * 10 ** power;
      if (tick >= min && tick <= max) ticks.push(tick);
    }
  }
  return ticks;
}
