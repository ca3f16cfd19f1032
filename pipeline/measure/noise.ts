/**
 * How steady the machine is: a fixed piece of work timed before and after a run, and the machine's use meanwhile. As pyperf's
 * stability check does, it only warns.
 */
import type { Environment } from '../contract/environment.ts';
import { cpuMicroseconds } from '../contract/spans.ts';
import type { Microseconds } from '../contract/units.ts';
import { type Warning, warning } from '../contract/warnings.ts';
import { processCpu } from './cpu.ts';
import { type MachineCpu, machineUse, readMachineCpu } from './machine-cpu.ts';

/** Shares above these are said aloud. */
const STEAL_LIMIT = 0.01;
const OTHER_PROCESSES_LIMIT = 0.1;
/** Repeats of the fixed work may spread this much (the middle half over the median) on a steady machine. */
const SPREAD_LIMIT = 0.1;
const MOVED_LIMIT = 0.05;
const REPEATS = 15;
const ROUNDS_PER_REPEAT = 3_000_000;

export interface Calibration {
  /** CPU of one repeat of the fixed work: median, and lower and upper quartile. */
  readonly median_us: Microseconds;
  readonly low_us: Microseconds;
  readonly high_us: Microseconds;
}

/** Takes some 80 ms: integer work that fits in registers, so only the core's speed shows in it. */
export function calibrate(): Calibration {
  fixedWork();
  const times = Array.from({ length: REPEATS }, () => {
    const before = cpuMicroseconds(processCpu());
    fixedWork();
    return cpuMicroseconds(processCpu()) - before;
  }).sort((one, other) => one - other);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
  return { median_us: at(0.5), low_us: at(0.25), high_us: at(0.75) };
}

function fixedWork(): number {
  let state = 2463534242;
  for (let round = 0; round < ROUNDS_PER_REPEAT; round++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
  }
  return state;
}

/** Watches the machine from its making until `finish`. */
export class NoiseMonitor {
  readonly calibration: Calibration = calibrate();
  // Read after the calibration, and before the next one: they are not the run's.
  private readonly machineAtStart: MachineCpu = readMachineCpu();
  private readonly environment: Environment;

  constructor(environment: Environment) {
    this.environment = environment;
  }

  /** @param own_us CPU that this run's own processes burnt since the monitor was made */
  finish(own_us: Microseconds): { readonly warnings: Warning[]; readonly steal: number | null } {
    const use = machineUse(this.machineAtStart, readMachineCpu());
    const after = calibrate();
    const warnings = noiseWarnings({
      environment: this.environment,
      before: this.calibration,
      after,
      steal: use.steal,
      others: Math.max(0, use.busy_us - own_us) / use.total_us,
    });
    return { warnings, steal: use.steal };
  }
}

export interface NoiseReading {
  readonly environment: Pick<Environment, 'governor'>;
  readonly before: Calibration;
  readonly after: Calibration;
  /** Shares of the machine's CPU time, 0..1. */
  readonly steal: number | null;
  readonly others: number;
}

export function noiseWarnings({ environment, before, after, steal, others }: NoiseReading): Warning[] {
  const percent = (share: number) => Math.round(share * 1000) / 10;
  const milliseconds = (microseconds: number) => Math.round(microseconds / 100) / 10;
  const warnings: Warning[] = [];
  if (steal !== null && steal > STEAL_LIMIT) warnings.push(warning('noise.steal', { percent: percent(steal) }));
  if (others > OTHER_PROCESSES_LIMIT) warnings.push(warning('noise.other_processes', { percent: percent(others) }));
  if (environment.governor === 'powersave' || environment.governor === 'ondemand' || environment.governor === 'conservative') {
    warnings.push(warning('noise.governor', { governor: environment.governor }));
  }
  if (before.high_us - before.low_us > SPREAD_LIMIT * before.median_us) {
    warnings.push(warning('noise.unstable_clock', { low: milliseconds(before.low_us), high: milliseconds(before.high_us) }));
  }
  const moved = after.median_us / Math.max(1, before.median_us) - 1;
  if (Math.abs(moved) > MOVED_LIMIT) {
    warnings.push(warning('noise.machine_moved', { percent: percent(Math.abs(moved)), direction: moved > 0 ? 'more' : 'less' }));
  }
  return warnings;
}
