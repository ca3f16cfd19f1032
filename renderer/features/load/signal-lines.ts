/**
 * Which signals of a load test are shown, and how: each strip is a chart of its own over the same seconds, and each line a row of
 * the table beside them. Pure.
 */
import type { SignalName } from '../../../pipeline/contract/signals.ts';

export interface Moment {
  /** In seconds. */
  readonly at: number;
  readonly values: Readonly<Partial<Record<SignalName, number>>>;
}

export interface Line {
  /** In the legends, where each has one of its own. */
  readonly name: string;
  readonly signal: SignalName;
  /** In the table, with its unit. */
  readonly row: string;
  readonly colour: 'accent' | 'good' | 'warn' | 'bad' | 'muted';
  readonly type: 'solid' | 'dashed' | 'dotted';
  /** Counts stay what they are until they change. */
  readonly step?: boolean;
  /** A sum since the beginning, which has no mean. */
  readonly total?: boolean;
}

export interface Limit {
  readonly at: number;
  readonly name: string;
  readonly colour: 'warn' | 'bad';
}

export interface Strip {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly limits?: readonly Limit[];
  readonly max?: number;
  /** So much of the signal's own unit is one of the title's. */
  readonly unit?: number;
}

const MEGABYTE = 1e6;

const strips: readonly Strip[] = [
  {
    title: 'uploads',
    lines: [
      { name: 'planned', signal: 'planned', row: 'Uploads planned', colour: 'muted', type: 'dashed', step: true, total: true },
      { name: 'arrived', signal: 'arrived', row: 'Uploads arrived', colour: 'accent', type: 'solid', step: true, total: true },
      {
        name: 'completed',
        signal: 'completed',
        row: 'Uploads completed',
        colour: 'good',
        type: 'solid',
        step: true,
        total: true,
      },
      { name: 'rejected', signal: 'rejected', row: 'Uploads rejected', colour: 'bad', type: 'dotted', step: true, total: true },
    ],
  },
  {
    title: 'jobs',
    lines: [
      { name: 'waiting', signal: 'queue_depth', row: 'Jobs waiting', colour: 'warn', type: 'solid', step: true },
      { name: 'at work', signal: 'jobs_in_flight', row: 'Jobs at work', colour: 'accent', type: 'dotted', step: true },
    ],
    limits: [
      { at: 50, name: 'warning', colour: 'warn' },
      { at: 100, name: 'critical', colour: 'bad' },
    ],
  },
  {
    title: 'latency, s',
    lines: [
      { name: 'p50', signal: 'latency_p50_seconds', row: 'Latency p50, s', colour: 'accent', type: 'solid' },
      { name: 'p95', signal: 'latency_p95_seconds', row: 'Latency p95, s', colour: 'warn', type: 'dashed' },
      { name: 'p99', signal: 'latency_p99_seconds', row: 'Latency p99, s', colour: 'muted', type: 'solid' },
      { name: 'largest', signal: 'latency_max_seconds', row: 'Latency, largest, s', colour: 'bad', type: 'dotted' },
    ],
  },
  {
    title: 'CPU, % of the machine',
    lines: [{ name: 'machine', signal: 'machine_cpu_percent', row: 'CPU of the machine, %', colour: 'accent', type: 'solid' }],
    limits: [{ at: 95, name: 'critical', colour: 'bad' }],
    max: 100,
  },
  {
    title: 'CPU, % of one core',
    lines: [
      {
        name: 'workers',
        signal: 'workers_cpu_percent',
        row: 'CPU of the workers, % of one core',
        colour: 'accent',
        type: 'solid',
      },
      {
        name: 'generator',
        signal: 'generator_cpu_percent',
        row: 'CPU of the generator, % of one core',
        colour: 'muted',
        type: 'dotted',
      },
    ],
  },
  {
    title: 'answers a second',
    lines: [
      { name: 'all answers', signal: 'gateway_answers', row: 'Answers a second', colour: 'accent', type: 'solid', step: true },
      { name: '5xx', signal: 'gateway_server_errors', row: '5xx answers a second', colour: 'bad', type: 'dashed', step: true },
    ],
  },
  {
    title: 'free connections',
    lines: [{ name: 'pool', signal: 'pool_free', row: 'Free connections', colour: 'accent', type: 'solid', step: true }],
    limits: [{ at: 2, name: 'warning below', colour: 'warn' }],
  },
  {
    title: 'late, ms',
    lines: [
      { name: 'event loop', signal: 'event_loop_lag_ms', row: 'Event loop late by, ms', colour: 'accent', type: 'solid' },
      { name: 'uploads sent', signal: 'generator_lateness_ms', row: 'Uploads sent late by, ms', colour: 'warn', type: 'dotted' },
    ],
  },
  {
    title: 'memory, MB',
    lines: [
      {
        name: 'engine and workers',
        signal: 'memory_bytes',
        row: 'Memory of engine and workers, MB',
        colour: 'accent',
        type: 'solid',
      },
    ],
    unit: MEGABYTE,
  },
];

/** Of what was read at all: a pool that there is not, or workers of another machine, leave no empty chart. */
export function shownStrips(moments: readonly Moment[]): readonly Strip[] {
  const read = new Set(moments.flatMap(({ values }) => Object.keys(values)));
  const found = strips.filter(({ lines }) => lines.some(({ signal }) => read.has(signal)));
  return found.length === 0 ? strips.slice(0, 4) : found;
}

/** In the unit of the strip's title. */
export const shownValue = ({ unit = 1 }: Strip, { signal }: Line, { values }: Moment): number | undefined => {
  const value = values[signal];
  return value === undefined ? undefined : value / unit;
};

export interface SignalRow {
  readonly key: SignalName;
  readonly name: string;
  readonly last: number;
  /** Null of a sum since the beginning. */
  readonly mean: number | null;
  readonly largest: number;
  /** When it was the largest, first; in seconds. */
  readonly largestAt: number;
}

/** What the charts show, in figures. */
export function signalRows(moments: readonly Moment[]): SignalRow[] {
  return shownStrips(moments).flatMap((strip) => strip.lines.flatMap((line) => rowOf(strip, line, moments) ?? []));
}

function rowOf(strip: Strip, line: Line, moments: readonly Moment[]): SignalRow | null {
  const read = moments.flatMap((moment) => {
    const value = shownValue(strip, line, moment);
    return value === undefined ? [] : [{ at: moment.at, value }];
  });
  const [first] = read;
  const last = read.at(-1);
  if (first === undefined || last === undefined) return null;
  const largest = read.reduce((most, each) => (each.value > most.value ? each : most), first);
  return {
    key: line.signal,
    name: line.row,
    last: last.value,
    mean: line.total === true ? null : read.reduce((sum, { value }) => sum + value, 0) / read.length,
    largest: largest.value,
    largestAt: largest.at,
  };
}
