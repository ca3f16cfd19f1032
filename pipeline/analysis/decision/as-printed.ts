/**
 * The source report's § 4.3 as printed. It calls 720,000 / (CPU × 30) documents a month and divides by 30 again, although by its own
 * § 4.1 that is documents a day. Kept apart, so that nothing is projected by it.
 */
import type { Seconds } from '../../contract/units.ts';
import { within } from '../capacity/project.ts';

export const asPrintedDocsPerDay = (budgetHours: number, cpuSeconds: Seconds): number =>
  Math.floor(within(budgetHours, cpuSeconds) / 30);
