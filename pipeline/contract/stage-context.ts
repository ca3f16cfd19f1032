/**
 * What every stage is given, so that each can be called alone: the settings, and a way to name its inner parts.
 */
import type { Settings } from './settings.ts';
import type { CpuTime } from './spans.ts';

/** Runs `work` as a named part of the running stage. Parts nest, and follow one another; they never overlap. */
export type MeasurePart = <T>(name: string, work: () => T | Promise<T>) => Promise<T>;

/** How a stage names its parts and reports children. */
export interface StageMeasure {
  readonly part: MeasurePart;
  /** Charges the stage with CPU that a child process burnt and this process's own clock cannot see. */
  readonly chargeChild: (cpu: CpuTime) => void;
}

export interface StageContext extends StageMeasure {
  readonly settings: Settings;
}

/** One page, decoded: 8-bit grey, row by row, `width × height` bytes, 0 is black. */
export interface GreyImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}
