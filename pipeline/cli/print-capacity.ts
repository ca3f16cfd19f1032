/**
 * A projection in the terminal: the figure and how it adds up, the month at each volume, the break-even, what it hangs on.
 */
import type { Estimated, TornadoInput } from '../analysis/capacity/capacity.ts';
import type { Decision } from '../analysis/decision/decision.ts';
import type { CapacityFacts } from '../contract/capacity.ts';
import { alarm, caution, faint, heading, oneLine, percent, print, table } from './output.ts';

const left = { align: 'left' } as const;

export function printCapacity(facts: CapacityFacts, { capacity, cannot_tell }: Decision): void {
  print(heading(`Capacity by ${oneLine(facts.title)}`));
  if (capacity === null) return print(alarm(`Can't tell: ${cannot_tell}`));
  const { breakdown, inputs } = capacity;
  const volumes = capacity.projection;
  print(`${interval(capacity.cpu_per_doc, cpu)} CPU seconds per document`);
  print(
    faint(
      `  warm ${cpu(breakdown.warm)} (mix ${percent(inputs.fast_share, 0)} fast) + cold ${cpu(breakdown.cold)} (${percent(breakdown.cold_share)} of the documents) + failed work ${cpu(breakdown.failed)}, × ${breakdown.node_factor} for the production node`,
    ),
  );
  print(`${interval(capacity.max_docs_per_day, whole)} documents a day fit into ${whole(inputs.budget_hours)} CPU-hours a month`);

  print(heading('A month of 30 days'));
  print(
    table(
      [
        { title: 'documents a day' },
        { title: 'CPU-hours a month' },
        { title: 'of the budget' },
        { title: 'P(within)' },
        { title: 'budget', ...left },
      ],
      volumes.map((row) => [
        whole(row.docs_per_day),
        interval(row.cpu_hours_per_month, hours),
        percent(row.share_of_budget, 0),
        percent(row.probability_within, 0),
        `${row.status}${row.firm ? '' : ', not firm'}`,
      ]),
    ),
  );

  print(heading('What it hangs on: CPU seconds per document from end to end'));
  print(
    table(
      [{ title: 'input', ...left }, { title: 'now' }, { title: 'from' }, { title: 'CPU s' }, { title: 'to' }, { title: 'CPU s' }],
      capacity.tornado.map(({ input, now, ends: [low, high] }) => [
        inputNames[input],
        now === null ? '' : inputText(input, now),
        input === 'sampling' ? '' : inputText(input, low.value),
        cpu(low.cpu_seconds_per_doc),
        input === 'sampling' ? '' : inputText(input, high.value),
        cpu(high.cpu_seconds_per_doc),
      ]),
    ),
  );
  for (const sentence of capacity.cautions) print(`${caution('note')} ${sentence}`);
  for (const { code, message } of facts.warnings) print(`${caution('warning')} ${message} ${faint(`[${code}]`)}`);
}

export const inputNames: Readonly<Record<TornadoInput, string>> = {
  fast_share: 'share of fast documents',
  cold_share: 'cold-start frequency',
  size_factor: 'document size',
  node_factor: 'production node factor',
  sampling: 'sampling error',
};

export const inputText = (input: TornadoInput, value: number): string =>
  input === 'fast_share' || input === 'cold_share' ? percent(value) : `× ${Number(value.toPrecision(3))}`;

export const cpu = (value: number): string => (Math.abs(value) < 0.1 ? value.toFixed(4) : value.toFixed(3));
export const whole = (value: number): string => Math.floor(value).toLocaleString('en-US');
const hours = (value: number): string =>
  value.toLocaleString('en-US', value < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 });

export function interval({ estimate, low, high }: Estimated, text: (value: number) => string): string {
  return low === null || high === null ? text(estimate) : `${text(estimate)} (${text(low)} to ${text(high)})`;
}
