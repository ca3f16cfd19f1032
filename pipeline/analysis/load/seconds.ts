/** The signals of a load test, second by second. */
import type { Signal, SignalName } from '../../contract/signals.ts';
import { type Seconds, toSeconds } from '../../contract/units.ts';
import type { SecondOfLoad } from './thresholds.ts';

export function loadedSecond(at: Seconds, values: ReadonlyMap<SignalName, number>): SecondOfLoad {
  return {
    at,
    cpu_percent: values.get('machine_cpu_percent') ?? null,
    queue_depth: values.get('queue_depth') ?? null,
    pool_free: values.get('pool_free') ?? null,
    answers: values.get('gateway_answers') ?? 0,
    server_errors: values.get('gateway_server_errors') ?? 0,
  };
}

export interface Reading {
  /** Since the load began. */
  readonly at: Seconds;
  readonly values: ReadonlyMap<SignalName, number>;
}

/** @param began when the load began, on the signals' own time; what was read before is left out */
export function readingsOf(signals: readonly Signal[], began: Seconds): Reading[] {
  const moments = new Map<number, Map<SignalName, number>>();
  for (const { time_us, name, value } of signals) {
    const values = moments.get(time_us) ?? new Map<SignalName, number>();
    values.set(name, value);
    moments.set(time_us, values);
  }
  return [...moments]
    .map(([time_us, values]) => ({ at: toSeconds(time_us) - began, values }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at);
}
