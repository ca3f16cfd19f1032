/** Times, counts and shares as a person reads them. */
import type { Microseconds } from '../../pipeline/contract/units.ts';

export const MILLISECOND = 1e3;
export const SECOND = 1e6;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

const twoDigits = (count: number): string => String(count).padStart(2, '0');

/** Three significant digits, never an exponent: `1.10`, `12.3`, `950`. */
const significant = (value: number): string => value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);

/** How long: `950 µs`, `12.3 ms`, `1.10 s`, `2 min 05 s`, `1 h 02 min`. */
export function formatDuration(duration: Microseconds): string {
  if (duration < MILLISECOND) return `${Number(duration.toFixed(2))} µs`;
  if (duration < 999.5 * MILLISECOND) return `${significant(duration / MILLISECOND)} ms`;
  if (duration < 59.95 * SECOND) return `${significant(duration / SECOND)} s`;
  const seconds = Math.round(duration / SECOND);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`;
  const minutes = Math.round(duration / MINUTE);
  return `${Math.floor(minutes / 60).toLocaleString('en')} h ${twoDigits(minutes % 60)} min`;
}

/** When, with nothing left out: `3.204 s`, `10 h 00 min 00.000012 s`; or as finely as `resolution` can tell moments apart. */
export function formatMoment(moment: Microseconds, resolution?: Microseconds): string {
  const decimals = resolution === undefined || resolution < MILLISECOND / 2 ? 6 : resolution < SECOND / 2 ? 3 : 0;
  const unit = SECOND / 10 ** decimals;
  const whole = Math.round(moment / unit) * unit;
  const hours = Math.floor(whole / HOUR);
  const minutes = Math.floor((whole % HOUR) / MINUTE);
  const micros = whole % MINUTE;
  const seconds = (micros / SECOND).toFixed(resolution === undefined && micros % MILLISECOND === 0 ? 3 : decimals);
  if (hours === 0 && minutes === 0) return `${seconds} s`;
  const padded = micros < 10 * SECOND ? `0${seconds}` : seconds;
  if (hours === 0) return `${minutes} min ${padded} s`;
  return `${hours} h ${twoDigits(minutes)} min ${padded} s`;
}

export const formatCount = (count: number): string => count.toLocaleString('en');

/** Cores busy on average: CPU over wall; a dash where no time passed. */
export const formatCores = (cpu: Microseconds, wall: Microseconds): string => (wall > 0 ? (cpu / wall).toFixed(2) : '–');

export function formatShare(part: number, whole: number): string {
  if (whole <= 0) return '–';
  const share = (100 * part) / whole;
  return `${share >= 99.95 || share === 0 ? share.toFixed(0) : share.toFixed(1)} %`;
}
