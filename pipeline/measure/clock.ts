/**
 * The one clock. It is monotonic and the same in every process of the machine (CLOCK_MONOTONIC), so times of engine and
 * workers can be compared.
 */
import type { Microseconds } from '../contract/units.ts';

export const nowMicroseconds = (): Microseconds => Number(process.hrtime.bigint() / 1000n);

export const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
