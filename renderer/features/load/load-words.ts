/** The result of a load test in words. Pure. */
import { isAllLost, type Latencies } from '../../../pipeline/analysis/load/account.ts';
import type { Bottleneck } from '../../../pipeline/analysis/load/bottlenecks.ts';
import type { LoadResult } from '../../../pipeline/analysis/load/result.ts';
import type { LoadShape } from '../../../pipeline/contract/load.ts';
import type { RunState } from '../../../pipeline/contract/run.ts';
import { count, decimal, duration, percent, plural, seconds } from '../../ui/format.ts';
import type { Tone } from '../../ui/notice.tsx';

export const bottleneckTitles: Readonly<Record<Bottleneck['name'], string>> = {
  ocr_cpu: 'OCR CPU',
  queue: 'Worker queue',
  pool: 'Database pool',
  gateway: 'Gateway',
};

const signalWords = { cpu: 'the CPU', queue: 'the queue', pool: 'the database pool', errors: 'the gateway’s answers' } as const;

export function headline(result: LoadResult, state: RunState): { readonly tone: Tone; readonly text: string } {
  const { account, breaking_point: broke, first_to_break: first } = result;
  if (result.is_valid === false)
    return {
      tone: 'bad',
      text: 'This test does not count: the load generator itself was late, so the load was another than planned. End other programs and begin it again.',
    };
  if (account.arrived === 0) return { tone: 'warn', text: 'Nothing arrived: there is no result.' };
  if (first !== null && broke === null)
    return { tone: 'warn', text: `No rate broke it: ${signalWords[first.signal]} became critical with no upload coming.` };
  if (broke !== null && first !== null) {
    const held = broke.held_per_second === null ? '' : `, after ${decimal(broke.held_per_second)} a second was kept up with`;
    return {
      tone: 'bad',
      text: `Broke at ${decimal(broke.per_second)} uploads a second${held}: ${signalWords[first.signal]} became critical ${duration(broke.at)} into the load.`,
    };
  }
  const all = account.arrived + result.unsent;
  if (isAllLost(account))
    return { tone: 'bad', text: `No upload was read: all ${count(account.arrived)} failed or were rejected.` };
  const lost = account.failed + account.rejected;
  if (state !== 'completed') {
    const losses = lost === 0 ? '' : `; ${count(lost)} failed or were rejected`;
    return {
      tone: lost === 0 ? 'plain' : 'warn',
      text: `Stopped before its end: nothing had become critical, and ${count(account.completed)} of ${plural(all, 'upload')} completed${losses}.`,
    };
  }
  const open = all - account.completed;
  if (open > 0) return { tone: 'warn', text: `Nothing became critical, but ${plural(open, 'upload')} did not complete.` };
  return { tone: 'good', text: `Nothing became critical: all ${plural(account.completed, 'upload')} completed.` };
}

export function shapeWords(shape: LoadShape | null): string {
  switch (shape?.profile) {
    case undefined:
      return 'the gateway alone';
    case 'burst':
      return `burst of ${plural(shape?.users ?? 0, 'user')} with ${plural(shape?.documents_per_user ?? 0, 'document')} each`;
    case 'burst-rates':
      return `burst as printed, ${plural(shape?.users ?? 0, 'user')}`;
    case 'steps':
      return `steps from ${decimal(shape.from_per_second)} a second`;
    case 'replay':
      return `replay of ${count(shape.moments.length)} uploads`;
    case 'constant':
      return `${decimal(shape.per_second)} a second for ${duration(shape.seconds)}`;
    case 'poisson':
      return `${decimal(shape.per_second)} a second at random for ${duration(shape.seconds)}`;
  }
}

/** “≥” where the sample is too small to bound it. */
export function percentileWords(latencies: Latencies | null, share: number): string {
  const found = latencies?.percentiles.find((each) => each.share === share)?.found;
  if (found === undefined) return '–';
  if (found.is_bound) return `≥ ${seconds(found.value)}`;
  return `${seconds(found.value)} (${seconds(found.low)} to ${seconds(found.high)})`;
}

/** How far a model is off: `+4.2 %`. */
export const signed = (error: number): string => `${error >= 0 ? '+' : '−'}${percent(Math.abs(error))}`;
