/**
 * CPU time of this process, with getrusage(RUSAGE_SELF) semantics: user and system, all threads, exited ones too.
 */
import type { CpuTime } from '../contract/spans.ts';
import type { Microseconds } from '../contract/units.ts';
import { readOrNull } from './proc-stat.ts';

export function processCpu(): CpuTime {
  const { user, system } = process.cpuUsage();
  return { user_us: user, system_us: system };
}

export const subtractCpu = (later: CpuTime, earlier: CpuTime): CpuTime => ({
  user_us: Math.max(0, later.user_us - earlier.user_us),
  system_us: Math.max(0, later.system_us - earlier.system_us),
});

export const addCpu = (one: CpuTime, other: CpuTime): CpuTime => ({
  user_us: one.user_us + other.user_us,
  system_us: one.system_us + other.system_us,
});

export const noCpu: CpuTime = { user_us: 0, system_us: 0 };

/** CPU that threads other than the calling one have burnt since the process began: native pools, worker threads, V8's helpers. */
export function otherThreadsCpu(): Microseconds {
  const all = process.cpuUsage();
  return all.user + all.system - ownThreadCpu();
}

/** Node before 23.9 (older Electrons embed one) does not tell; then the kernel does, in nanoseconds (proc_pid_schedstat(5)). */
function ownThreadCpu(): Microseconds {
  if (process.threadCpuUsage !== undefined) {
    const { user, system } = process.threadCpuUsage();
    return user + system;
  }
  const nanoseconds = Number((readOrNull('/proc/thread-self/schedstat') ?? '0').split(' ')[0]);
  return nanoseconds / 1000;
}
