/**
 * How busy the whole machine was between two readings, and what the hypervisor kept for itself.
 */
import os from 'node:os';
import { MICROSECONDS_PER_TICK, readOrNull } from './proc-stat.ts';

/** Sums over all cores since boot. */
export interface MachineCpu {
  readonly busy_us: number;
  readonly idle_us: number;
  /** Time a virtual machine wanted to run and did not; null where the system does not tell. */
  readonly steal_us: number | null;
}

export function readMachineCpu(): MachineCpu {
  const text = readOrNull('/proc/stat');
  return text === null ? fromNode() : parseMachineStat(text);
}

/** First line of `/proc/stat` (proc(5)): user nice system idle iowait irq softirq steal. */
export function parseMachineStat(text: string): MachineCpu {
  const [user = 0, nice = 0, system = 0, idle = 0, waiting = 0, irq = 0, softIrq = 0, steal = 0] = (text.split('\n')[0] ?? '')
    .trim()
    .split(/\s+/)
    .slice(1)
    .map((ticks) => Number(ticks) * MICROSECONDS_PER_TICK);
  return { busy_us: user + nice + system + irq + softIrq, idle_us: idle + waiting, steal_us: steal };
}

function fromNode(): MachineCpu {
  let busy = 0;
  let idle = 0;
  for (const { times } of os.cpus()) {
    busy += times.user + times.nice + times.sys + times.irq;
    idle += times.idle;
  }
  return { busy_us: busy * 1000, idle_us: idle * 1000, steal_us: null };
}

/** Shares of all cores' time between two readings, 0..1 each. */
export interface MachineUse {
  readonly busy: number;
  readonly steal: number | null;
  readonly busy_us: number;
  readonly total_us: number;
}

export function machineUse(earlier: MachineCpu, later: MachineCpu): MachineUse {
  const busy_us = later.busy_us - earlier.busy_us;
  const stolen = later.steal_us === null || earlier.steal_us === null ? null : later.steal_us - earlier.steal_us;
  const total_us = Math.max(1, busy_us + later.idle_us - earlier.idle_us + (stolen ?? 0));
  return { busy: busy_us / total_us, steal: stolen === null ? null : stolen / total_us, busy_us, total_us };
}
