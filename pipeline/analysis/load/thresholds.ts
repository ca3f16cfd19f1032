/**
 * The signals of a load test against their thresholds, second by second: what fired, when first, and for how long.
 */
import type { Seconds } from '../../contract/units.ts';

const loadSignals = ['cpu', 'queue', 'pool', 'errors'] as const;
/** In the order in which the report expects them to give way. */
export type LoadSignal = (typeof loadSignals)[number];
export type Level = 'ok' | 'warning' | 'critical';

/** One second of a load test. Null: not measured. */
export interface SecondOfLoad {
  /** Since the beginning. */
  readonly at: Seconds;
  /** Of the machine, 0 to 100. */
  readonly cpu_percent: number | null;
  readonly queue_depth: number | null;
  readonly pool_free: number | null;
  /** Answers in this second, and those of them that were 5xx. */
  readonly answers: number;
  readonly server_errors: number;
}

export interface Firing {
  readonly signal: LoadSignal;
  readonly level: Exclude<Level, 'ok'>;
  /** When it first held. */
  readonly from: Seconds;
  /** When the condition began: the same, unless it must last for a while to count. */
  readonly since: Seconds;
  /** How many seconds it held, in all. */
  readonly seconds: number;
  /** The worst that was seen while it held. */
  readonly worst: number;
}

export interface SignalVerdict {
  readonly signal: LoadSignal;
  /** Null: not measured. */
  readonly level: Level | null;
  readonly firings: readonly Firing[];
}

/** Per cent of the machine. */
export const CPU_CRITICAL = 95;
const CPU_CRITICAL_SECONDS = 30;
const QUEUE_WARNING = 50;
const QUEUE_CRITICAL = 100;
const POOL_WARNING = 2;
const ERRORS_CRITICAL = 0.01;
/** Above this the gateway itself is the bottleneck. */
export const ERRORS_OF_GATEWAY = 0.05;
/** A rate of errors is one over some time; that of a single second would be 0 or 1. */
const ERROR_WINDOW_SECONDS = 10;

/** @param seconds in their order */
export function judgeSignals(seconds: readonly SecondOfLoad[]): SignalVerdict[] {
  return loadSignals.map((signal) => {
    const values = valuesOf[signal](seconds);
    const firings = rulesOf[signal].flatMap((rule) => firing(signal, rule, seconds, values) ?? []);
    const level = firings.some((fired) => fired.level === 'critical') ? 'critical' : firings.length > 0 ? 'warning' : 'ok';
    return { signal, level: values.every((value) => value === null) ? null : level, firings };
  });
}

/** The first that became critical, and of those at the same moment the one that the report names first. */
export function firstToBreak(verdicts: readonly SignalVerdict[]): Firing | null {
  const critical = verdicts.flatMap(({ firings }) => firings.filter(({ level }) => level === 'critical'));
  return critical.reduce<Firing | null>((first, fired) => (first === null || fired.from < first.from ? fired : first), null);
}

type Values = readonly (number | null)[];

const valuesOf: Readonly<Record<LoadSignal, (seconds: readonly SecondOfLoad[]) => Values>> = {
  cpu: (seconds) => seconds.map(({ cpu_percent }) => cpu_percent),
  queue: (seconds) => seconds.map(({ queue_depth }) => queue_depth),
  pool: (seconds) => seconds.map(({ pool_free }) => pool_free),
  errors: errorRates,
};

/** Over the last seconds; null while nothing was answered in them. */
function errorRates(seconds: readonly SecondOfLoad[]): Values {
  let answers = 0;
  let errors = 0;
  return seconds.map((second, index) => {
    answers += second.answers;
    errors += second.server_errors;
    const old = seconds[index - ERROR_WINDOW_SECONDS];
    answers -= old?.answers ?? 0;
    errors -= old?.server_errors ?? 0;
    return answers === 0 ? null : errors / answers;
  });
}

interface Rule {
  readonly level: Exclude<Level, 'ok'>;
  readonly holds: (value: number) => boolean;
  /** It must hold for longer than this, without a break. */
  readonly longerThan: Seconds;
  readonly worse: (a: number, b: number) => number;
}

const above = (limit: number, level: Rule['level'], longerThan = 0): Rule => ({
  level,
  holds: (value) => value > limit,
  longerThan,
  worse: Math.max,
});
const below = (limit: number, level: Rule['level']): Rule => ({
  level,
  holds: (value) => value < limit,
  longerThan: 0,
  worse: Math.min,
});

const rulesOf: Readonly<Record<LoadSignal, readonly Rule[]>> = {
  cpu: [above(CPU_CRITICAL, 'critical', CPU_CRITICAL_SECONDS)],
  queue: [above(QUEUE_WARNING, 'warning'), above(QUEUE_CRITICAL, 'critical')],
  pool: [below(POOL_WARNING, 'warning')],
  errors: [above(0, 'warning'), above(ERRORS_CRITICAL, 'critical')],
};

/** Null where it never held long enough. */
function firing(signal: LoadSignal, rule: Rule, seconds: readonly SecondOfLoad[], values: Values): Firing | null {
  let began: Seconds | null = null;
  let first: { readonly from: Seconds; readonly since: Seconds } | null = null;
  let held = 0;
  let worst: number | null = null;
  for (const [index, second] of seconds.entries()) {
    const value = values[index] ?? null;
    if (value === null || !rule.holds(value)) {
      began = null;
      continue;
    }
    began ??= second.at;
    // A threshold that must hold for a while is crossed when the while is over.
    if (second.at - began < rule.longerThan || (rule.longerThan > 0 && second.at - began === rule.longerThan)) continue;
    first ??= { from: second.at, since: began };
    held += 1;
    worst = worst === null ? value : rule.worse(worst, value);
  }
  return first === null || worst === null ? null : { signal, level: rule.level, ...first, seconds: held, worst };
}
