/** What is read each second of a load test beside the machine and the queue. */
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { accountOf } from '../../analysis/load/account.ts';
import { orderStatistic } from '../../analysis/load/percentile.ts';
import type { Arrival } from '../../contract/load.ts';
import type { Signal } from '../../contract/signals.ts';
import { cpuMicroseconds } from '../../contract/spans.ts';
import type { Microseconds, Seconds } from '../../contract/units.ts';
import { readProcessAccount } from '../../measure/proc-stat.ts';

/** A second alone has too few ends for a percentile. */
const WINDOW_SECONDS = 10;
const NANOSECONDS_PER_MS = 1e6;
const PAGE_BYTES = 4096;

export interface LoadState {
  readonly arrivals: readonly Arrival[];
  /** Since the load began; 0 before. */
  readonly now: Seconds;
  /** Since the run began, which is before its load. */
  readonly moment: Seconds;
  readonly answers: number;
  readonly serverErrors: number;
  /** Null: nothing is written to a database. */
  readonly poolFree: number | null;
  /** Null: they are processes of others, whose CPU is not looked at here. */
  readonly workers: Iterable<number> | null;
  /** Of the load generator's process, since its load began. */
  readonly generatorCpuUs: Microseconds;
}

type Reading = Omit<Signal, 'time_us'>;

export class LoadSignals {
  readonly #lag = monitorEventLoopDelay({ resolution: 10 });
  #before = { moment: 0, answers: 0, serverErrors: 0, generatorCpuUs: 0, workersCpu: new Map<number, Microseconds>() };

  constructor() {
    this.#lag.enable();
  }

  close(): void {
    this.#lag.disable();
  }

  read(state: LoadState): Reading[] {
    const { arrivals, now } = state;
    const before = this.#before;
    const length = Math.max(state.moment - before.moment, 0.001);
    const workersCpu = new Map([...(state.workers ?? [])].map((pid) => [pid, cpuOf(pid) ?? before.workersCpu.get(pid) ?? 0]));
    const workersUs = [...workersCpu].reduce((total, [pid, us]) => total + us - (before.workersCpu.get(pid) ?? 0), 0);
    const account = accountOf(arrivals);
    const lagMs = this.#lag.max / NANOSECONDS_PER_MS;
    this.#lag.reset();
    const readings: Reading[] = [
      ...(state.workers === null ? [] : [{ name: 'workers_cpu_percent' as const, value: percentOf(workersUs, length) }]),
      { name: 'memory_bytes', value: [process.pid, ...workersCpu.keys()].reduce((sum, pid) => sum + memoryOf(pid), 0) },
      { name: 'event_loop_lag_ms', value: lagMs },
      { name: 'gateway_answers', value: state.answers - before.answers },
      { name: 'gateway_server_errors', value: state.serverErrors - before.serverErrors },
      { name: 'generator_cpu_percent', value: percentOf(state.generatorCpuUs - before.generatorCpuUs, length) },
      { name: 'planned', value: arrivals.filter(({ at }) => at <= now).length },
      { name: 'arrived', value: account.arrived },
      { name: 'completed', value: account.completed },
      { name: 'failed', value: account.failed },
      { name: 'rejected', value: account.rejected },
      ...this.#latencies(arrivals, now, length),
    ];
    if (state.poolFree !== null) readings.push({ name: 'pool_free', value: state.poolFree });
    this.#before = { ...state, workersCpu };
    return readings;
  }

  /** Of those that completed in the last seconds; throughput of this one. */
  #latencies(arrivals: readonly Arrival[], now: Seconds, length: Seconds): Reading[] {
    const recent = arrivals.filter(
      ({ outcome, ended }) => outcome === 'completed' && ended !== null && ended > now - WINDOW_SECONDS,
    );
    const sorted = Float64Array.from(recent, ({ at, ended }) => (ended ?? 0) - at).sort();
    const last = recent.filter(({ ended }) => (ended ?? 0) > now - length).length;
    const lateness = arrivals.reduce(
      (most, { at, sent }) => (sent !== null && sent > now - length ? Math.max(most, sent - at) : most),
      0,
    );
    const of = (name: Reading['name'], share: number): Reading[] => {
      const value = orderStatistic(sorted, share);
      return value === undefined ? [] : [{ name, value }];
    };
    return [
      { name: 'throughput_per_second', value: last / length },
      { name: 'generator_lateness_ms', value: lateness * 1000 },
      ...of('latency_p50_seconds', 0.5),
      ...of('latency_p95_seconds', 0.95),
      ...of('latency_p99_seconds', 0.99),
      ...(sorted.length === 0 ? [] : [{ name: 'latency_max_seconds' as const, value: sorted.at(-1) ?? 0 }]),
    ];
  }
}

/** Of one core. */
const percentOf = (us: Microseconds, length: Seconds): number => Math.max(0, us / 1e4 / length);

function cpuOf(pid: number): Microseconds | null {
  const account = readProcessAccount(pid);
  return account === null ? null : cpuMicroseconds(account.own) + cpuMicroseconds(account.children);
}

/** Resident; 0 where the process is gone or the system does not tell. */
function memoryOf(pid: number): number {
  if (pid === process.pid) return process.memoryUsage.rss();
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
