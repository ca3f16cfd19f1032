/** A load test in the terminal: whether it counts, where every arrival is, how long they took, and what gave way. */

import { isAllLost, type Latencies } from '../analysis/load/account.ts';
import type { Bottleneck } from '../analysis/load/bottlenecks.ts';
import type { LoadResult } from '../analysis/load/result.ts';
import type { LoadFacts } from '../contract/load.ts';
import { plural } from '../contract/plural.ts';
import { alarm, caution, faint, heading, percent, print, seconds, shortId, table } from './output.ts';

const left = { align: 'left' } as const;

const bottleneckTitles: Readonly<Record<Bottleneck['name'], string>> = {
  ocr_cpu: 'OCR CPU',
  queue: 'worker queue',
  pool: 'database pool',
  gateway: 'gateway',
};

export function printLoad(facts: LoadFacts, result: LoadResult): void {
  const { plan } = facts;
  print(heading(`Load test ${shortId(facts.run)}${facts.name === '' ? '' : ` “${facts.name}”`}: ${facts.state}`));
  print(faint(`${facts.machine} · ${plural(facts.settings.workers, 'worker')} · ${shapeText(plan.shape)} · seed ${plan.seed}`));
  printValidity(result);
  printAccount(result);
  printLatencies(result);
  printBottlenecks(result);
  for (const { message } of facts.warnings) print(caution(message));
}

function shapeText(shape: LoadFacts['plan']['shape']): string {
  switch (shape?.profile) {
    case undefined:
      return 'gateway alone';
    case 'burst':
      return `burst, ${plural(shape.users, 'user')} × ${plural(shape.documents_per_user, 'document')}`;
    case 'burst-rates':
      return `burst at the printed rates, ${plural(shape.users, 'user')}`;
    case 'steps':
      return `steps from ${shape.from_per_second}/s, × ${shape.factor} each ${shape.step_seconds} s`;
    case 'replay':
      return `replay of ${plural(shape.moments.length, 'moment')}`;
    default:
      return `${shape?.profile}, ${shape?.per_second}/s for ${shape?.seconds} s`;
  }
}

function printValidity({ is_valid, lateness }: LoadResult): void {
  const late = lateness?.percentiles.find(({ share }) => share === 0.99)?.found;
  if (is_valid === false)
    print(
      alarm(
        `INVALID: the load generator itself was late (p99 ${((late?.value ?? 0) * 1000).toFixed(1)} ms, 5 ms at most); the figures below are of another load than planned.`,
      ),
    );
  else if (late !== undefined) print(`The load came as planned: lateness p99 ${(late.value * 1000).toFixed(2)} ms.`);
}

function printAccount({ account, unsent, refusals, makespan, throughput_per_second }: LoadResult): void {
  const { arrived, completed, failed, rejected, in_flight } = account;
  print(
    `${arrived} arrived = ${completed} completed + ${failed} failed + ${rejected} rejected + ${in_flight} in flight${unsent > 0 ? `; ${unsent} more were planned and not sent` : ''}`,
  );
  if (isAllLost(account)) print(alarm('No upload was read.'));
  if (refusals.length > 0) print(`Rejected with ${refusals.map(({ status, count }) => `status ${status}: ${count}`).join(', ')}`);
  if (makespan !== null && throughput_per_second !== null)
    print(`${seconds(makespan)} s from the first moment to the last end, ${throughput_per_second.toFixed(2)} documents a second`);
}

function printLatencies({ latency, queue_wait, service, lateness }: LoadResult): void {
  const rows: [string, Latencies | null][] = [
    ['latency, from the planned moment', latency],
    ['of it waiting', queue_wait],
    ['of it service', service],
    ['lateness of the generator', lateness],
  ];
  print(heading('Seconds'));
  print(
    table(
      [{ title: '', ...left }, { title: 'p50' }, { title: 'p95' }, { title: 'p99' }, { title: 'max' }],
      rows.map(([name, found]) => [
        name,
        ...[0.5, 0.95, 0.99].map((share) => percentileText(found, share)),
        found === null ? '–' : seconds(found.max),
      ]),
    ),
  );
  print(faint('In brackets the interval that holds the true percentile with 95 %; “≥”: the sample is too small to bound it.'));
}

function percentileText(latencies: Latencies | null, share: number): string {
  const found = latencies?.percentiles.find((each) => each.share === share)?.found;
  if (found === undefined) return '–';
  if (found.is_bound) return `≥ ${seconds(found.value)}`;
  return `${seconds(found.value)} (${found.low === null ? '' : seconds(found.low)}–${found.high === null ? '' : seconds(found.high)})`;
}

function printBottlenecks({ bottlenecks, breaking_point, first_to_break, signals, is_valid }: LoadResult): void {
  print(heading('What gives way, in the order the report expects'));
  print(
    table(
      [{ title: 'part', ...left }, { title: 'level', ...left }, { title: 'came' }, { title: 'evidence', ...left }],
      bottlenecks.map(({ name, level, place, evidence }) => [
        bottleneckTitles[name],
        level === null
          ? 'not measured'
          : level === 'critical'
            ? alarm('CRITICAL')
            : level === 'warning'
              ? caution('WARNING')
              : 'ok',
        place === null ? '' : `${place}.`,
        evidence,
      ]),
    ),
  );
  if (is_valid === false) return;
  if (first_to_break === null) {
    print(signals.every(({ level }) => level === null) ? 'No signal was measured.' : 'Nothing became critical at this load.');
    return;
  }
  if (breaking_point === null) return print(`No rate broke it: ${first_to_break.signal} became critical with no upload coming.`);
  const held =
    breaking_point.held_per_second === null ? '' : ` (${breaking_point.held_per_second.toFixed(2)}/s was kept up with)`;
  print(
    alarm(
      `Broke at ${breaking_point.per_second.toFixed(2)} uploads a second${held}, ${breaking_point.at.toFixed(0)} s into the load: ${first_to_break.signal}${first_to_break.signal === 'errors' ? ` ${percent(first_to_break.worst)}` : ` ${first_to_break.worst.toFixed(0)}`}.`,
    ),
  );
}
