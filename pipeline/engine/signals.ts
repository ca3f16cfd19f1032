/**
 * Reads the machine and the queue each second of a run.
 */
import os from 'node:os';
import type { Signal } from '../contract/signals.ts';
import { machineUse, readMachineCpu } from '../measure/machine-cpu.ts';
import type { RunClock } from './run-clock.ts';

const EVERY_MS = 1000;

export interface QueueState {
  readonly queued: number;
  readonly inFlight: number;
}

export interface Sampling {
  stop(): void;
  /** Aborted, with what was thrown, when a sample could not be recorded. */
  readonly failed: AbortSignal;
}

/** @param more what else is read at the same moments, told what was read already */
export function sampleSignals(
  clock: RunClock,
  queue: () => QueueState,
  record: (signals: readonly Signal[]) => void,
  more: (read: readonly Signal[]) => readonly Omit<Signal, 'time_us'>[] = () => [],
): Sampling {
  const failure = new AbortController();
  let before = readMachineCpu();
  const timer = setInterval(() => {
    const after = readMachineCpu();
    const use = machineUse(before, after);
    before = after;
    const { queued, inFlight } = queue();
    const time_us = clock.now();
    const signals: Signal[] = [
      { time_us, name: 'machine_cpu_percent', value: use.busy * 100 },
      ...(use.steal === null ? [] : [{ time_us, name: 'steal_percent' as const, value: use.steal * 100 }]),
      { time_us, name: 'load_average', value: os.loadavg()[0] ?? 0 },
      { time_us, name: 'free_memory_bytes', value: os.freemem() },
      { time_us, name: 'queue_depth', value: queued },
      { time_us, name: 'jobs_in_flight', value: inFlight },
    ];
    try {
      signals.push(...more(signals).map((signal) => ({ time_us, ...signal })));
      record(signals);
    } catch (thrown) {
      clearInterval(timer);
      failure.abort(thrown);
    }
  }, EVERY_MS);
  return { stop: () => clearInterval(timer), failed: failure.signal };
}
