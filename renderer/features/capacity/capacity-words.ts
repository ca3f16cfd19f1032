/** A projection in words and printed numbers. Pure. */
import type {
  Capacity,
  Estimated,
  ProjectionRow,
  TornadoBar,
  TornadoInput,
} from '../../../pipeline/analysis/capacity/capacity.ts';
import { count, decimal, percent, plural, seconds } from '../../ui/format.ts';
import type { Tone } from '../../ui/notice.tsx';

/** Documents that are carried in full. */
export const wholeDocuments = (value: number): string => count(Math.floor(value));

/** `1.55 to 1.71`; null without an interval. */
export function intervalText({ low, high }: Estimated, print: (value: number) => string): string | null {
  return low === null || high === null ? null : `${print(low)} to ${print(high)}`;
}

/** An interval of replicates never reaches certainty. */
export function probabilityText(probability: number | null): string {
  if (probability === null) return '–';
  if (probability >= 0.9995) return '>99.9 %';
  return probability <= 0.0005 ? '<0.1 %' : percent(probability);
}

export function statusText({ status, firm }: Pick<ProjectionRow, 'status' | 'firm'>): string {
  return `${status}${firm ? '' : ', not firm'}`;
}

export function statusTone({ status, firm }: Pick<ProjectionRow, 'status' | 'firm'>): Exclude<Tone, 'plain'> {
  if (!firm) return 'warn';
  return status === 'within' ? 'good' : 'bad';
}

const inBrackets = (text: string | null): string => (text === null ? '' : ` (${text})`);

export function headline({ cpu_per_doc: cpu, max_docs_per_day: most, inputs }: Capacity): string {
  const of = `A document takes ${seconds(cpu.estimate)} CPU s${inBrackets(intervalText(cpu, seconds))}`;
  const hours = plural(inputs.budget_hours, 'CPU-hour');
  return `${of}; ${hours} a month carry ${wholeDocuments(most.estimate)} documents a day${inBrackets(intervalText(most, wholeDocuments))}.`;
}

/** What the break-even chart shows. */
export function breakEvenSentence({ max_docs_per_day: most, inputs, projection }: Capacity): string {
  const interval = intervalText(most, wholeDocuments);
  const hours = plural(inputs.budget_hours, 'CPU-hour');
  const where =
    interval === null
      ? `The budget of ${hours} is used up at ${wholeDocuments(most.estimate)} documents a day; the sample is too small for an interval.`
      : `The budget of ${hours} is used up at ${wholeDocuments(most.estimate)} documents a day, with 95 % confidence between ${interval.replace(' to ', ' and ')}.`;
  const chances = projection.flatMap(({ docs_per_day: volume, probability_within: within }) =>
    within === null ? [] : [`${probabilityText(within)} at ${count(volume)} a day`],
  );
  return chances.length === 0 ? where : `${where} Chance of staying within it: ${chances.join(', ')}.`;
}

const names: Readonly<Record<TornadoInput, string>> = {
  fast_share: 'Fast path',
  cold_share: 'Cold starts',
  size_factor: 'Document size',
  node_factor: 'Production node',
  sampling: 'Sampling',
};

export const tornadoName = (input: TornadoInput): string => names[input];

export function tornadoValue(input: TornadoInput, value: number | null): string {
  if (value === null) return '–';
  switch (input) {
    case 'fast_share':
    case 'cold_share':
      return percent(value, Number.isInteger(Math.round(value * 1e6) / 1e4) ? 0 : 1);
    case 'sampling':
      return `${seconds(value)} s`;
    default:
      return `× ${decimal(value)}`;
  }
}

/** What the tornado chart shows. */
export function tornadoSentence(bars: readonly TornadoBar[]): string {
  const [first] = bars;
  if (first === undefined) return 'No input can be varied: nothing was measured of any.';
  const [one, other] = first.ends;
  if (first.input === 'sampling')
    return `What was measured is the largest uncertainty: the interval reaches from ${seconds(one.cpu_seconds_per_doc)} to ${seconds(other.cpu_seconds_per_doc)} CPU s per document.`;
  return `${tornadoName(first.input)} matters most: from ${tornadoValue(first.input, one.value)} to ${tornadoValue(first.input, other.value)} a document takes ${seconds(one.cpu_seconds_per_doc)} to ${seconds(other.cpu_seconds_per_doc)} CPU s.`;
}
