/** What the sender alone can tell of a gateway on another machine: how it answered, second by second, and what it refused. */
import type { Arrival } from '../../contract/load.ts';
import type { SecondOfLoad } from './thresholds.ts';

const SERVER_ERROR = 500;

/** An upload that got no answer counts with the 5xx: whoever sent it has nothing. CPU, queue and pool are those of a machine that nobody looked at. */
export function secondsOfAnswers(arrivals: readonly Arrival[]): SecondOfLoad[] {
  const seconds: { answers: number; server_errors: number }[] = [];
  for (const { answered, ended, status, outcome } of arrivals) {
    const isLost = status === null && outcome === 'failed';
    const moment = answered ?? (isLost ? ended : null);
    if (moment === null) continue;
    const at = Math.max(0, Math.floor(moment));
    while (seconds.length <= at) seconds.push({ answers: 0, server_errors: 0 });
    const second = seconds[at];
    if (second === undefined) continue;
    second.answers += 1;
    if (isLost || (status ?? 0) >= SERVER_ERROR) second.server_errors += 1;
  }
  return seconds.map((second, at) => ({ at, cpu_percent: null, queue_depth: null, pool_free: null, ...second }));
}

export interface Refused {
  readonly status: number;
  readonly count: number;
}

/** By the status that said no, the most frequent first. */
export function refusalsOf(arrivals: readonly Arrival[]): Refused[] {
  const counts = new Map<number, number>();
  for (const { outcome, status } of arrivals)
    if (outcome === 'rejected' && status !== null) counts.set(status, (counts.get(status) ?? 0) + 1);
  return Array.from(counts, ([status, count]) => ({ status, count })).toSorted((a, b) => b.count - a.count);
}
