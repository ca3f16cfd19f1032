/** Figures of a drift check: how they are taken, and how they read. */
import type { Bytes } from '../../contract/units.ts';

const KILOBYTE = 1000;
const MEGABYTE = 1_000_000;

export const bytesInWords = (bytes: Bytes): string =>
  bytes < MEGABYTE / 10 ? `${(bytes / KILOBYTE).toFixed(1)} kB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;

export const shareInWords = (share: number): string => `${(share * 100).toFixed(1)} %`;

export const pInWords = (p: number): string => (p < 0.001 ? 'p below 0.001' : `p ${p.toFixed(p < 0.1 ? 3 : 2)}`);

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/** The least value that so large a share lies at or below. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
