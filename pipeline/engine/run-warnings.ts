/**
 * What a finished run says against its own numbers, beside the machine's noise.
 */
import type { RunSummary, WorkerRecord } from '../contract/run.ts';
import { cpuMicroseconds } from '../contract/spans.ts';
import { type Warning, warning } from '../contract/warnings.ts';

/** The report's baseline of 10 documents has 9 warm ones; half of it says little. */
const SMALL_SAMPLE = 5;
/** Inside and outside agree within 2 %. Short lives are not held to it: the system counts in steps of 10 ms. */
const LEDGER_LIMIT = 0.02;
const LEDGER_LEAST_US = 2_000_000;

export interface FinishedRun {
  /** Its documents stand for others: not those of a comparison, which are paired. */
  readonly isSample: boolean;
  readonly workers: number;
  readonly cores: number;
  readonly summary: RunSummary;
  readonly ledgers: readonly WorkerRecord[];
  readonly busyStages: number;
}

export function runWarnings({ isSample, workers, cores, summary, ledgers, busyStages }: FinishedRun): Warning[] {
  const warnings: Warning[] = [];
  if (busyStages > 0) warnings.push(warning('measure.threads_busy', { count: busyStages }));
  const gap = ledgerGap(ledgers);
  if (gap !== null && Math.abs(gap) > LEDGER_LIMIT) {
    const percent = Math.round(Math.abs(gap) * 1000) / 10;
    warnings.push(warning('measure.ledger_gap', { percent, direction: gap > 0 ? 'more' : 'less' }));
  }
  if (isSample && summary.temperatures.warm.jobs < SMALL_SAMPLE)
    warnings.push(warning('sample.small', { count: summary.temperatures.warm.jobs, least: SMALL_SAMPLE }));
  for (const path of isSample ? (['fast', 'standard'] as const) : []) {
    if (summary.cpu_per_doc[path] === null) warnings.push(warning('sample.path_missing', { path }));
  }
  if (workers > cores) warnings.push(warning('sample.more_workers_than_cores', { workers, cores }));
  return warnings;
}

/**
 * By how much the system's account of the workers exceeds their own, as a share of it; null when nothing long enough can be
 * compared. Workers that were killed have no account and are left out.
 */
export function ledgerGap(ledgers: readonly WorkerRecord[]): number | null {
  let inside = 0;
  let outside = 0;
  for (const { ledger } of ledgers) {
    if (ledger.process === null || ledger.system === null) continue;
    inside += cpuMicroseconds(ledger.process);
    outside += cpuMicroseconds(ledger.system);
  }
  return inside < LEDGER_LEAST_US ? null : outside / inside - 1;
}
