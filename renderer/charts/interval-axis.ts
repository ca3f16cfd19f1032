/**
 * The axis of ratios: logarithmic, so that half and double lie equally far from 1. It reaches as far as the estimates need;
 * an interval may be wider than it and is then cut, since one wild interval would press all others together.
 */
export interface Span {
  readonly low: number;
  readonly high: number;
}

export interface Measured extends Span {
  readonly estimate: number;
}

export interface IntervalAxis extends Span {
  /** Ratios that are named, ascending; 1 is one of them. */
  readonly ticks: readonly number[];
}

/** In natural logarithms: a quarter, or four times. What lies further is an arrow. */
const FARTHEST = Math.log(4);
/** The band of what does not matter is seen whole, with as much again on either side. */
const BANDS = 2.2;
const AIR = 1.15;
/** An interval's end may make the axis so much longer than the estimates do. */
const INTERVAL_STRETCH = 2;

export function intervalAxis(measured: readonly Measured[], materiality: number): IntervalAxis {
  const least = BANDS * Math.log1p(materiality);
  // There may be a value for each of very many documents: more than a call takes arguments.
  const farthest = (distance: (value: Measured) => number): number =>
    measured.reduce((most, value) => Math.max(most, distance(value)), least);
  const reach = (side: (value: Measured) => number, estimate: (value: Measured) => number): number => {
    const farthestEstimate = farthest(estimate);
    const wanted = farthest(side);
    return Math.min(FARTHEST, AIR * Math.min(wanted, INTERVAL_STRETCH * farthestEstimate));
  };
  const below = reach(
    ({ low }) => -safeLog(low),
    ({ estimate }) => -safeLog(estimate),
  );
  const above = reach(
    ({ high }) => safeLog(high),
    ({ estimate }) => safeLog(estimate),
  );
  const span = { low: Math.exp(-below), high: Math.exp(above) };
  return { ...span, ticks: ticksOf(span) };
}

/** Where a ratio stands between the ends of the axis: 0 left, 1 right; outside for what is outside. */
export const placeOf = ({ low, high }: Span, ratio: number): number => (safeLog(ratio) - Math.log(low)) / Math.log(high / low);

export interface Placed {
  /** Fractions of the axis's length, from 0 to 1. */
  readonly from: number;
  readonly to: number;
  /** Null where the estimate lies beyond the axis. */
  readonly estimate: number | null;
  readonly cutLeft: boolean;
  readonly cutRight: boolean;
}

export function placeInterval(axis: Span, { estimate, low, high }: Measured): Placed {
  const at = placeOf(axis, estimate);
  const [from, to] = [placeOf(axis, low), placeOf(axis, high)];
  const bounded = (place: number): number => Math.min(1, Math.max(0, place));
  return {
    from: bounded(from),
    to: bounded(to),
    estimate: at >= 0 && at <= 1 ? at : null,
    cutLeft: from < 0,
    cutRight: to > 1,
  };
}

/** Of 0 and less there is no logarithm: farther than any axis. */
const safeLog = (ratio: number): number => (ratio > 0 ? Math.log(ratio) : -100);

const STEPS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1];
const MOST_TICKS = 7;
/** Labels need so much of the axis's length. */
const CLOSEST = 0.1;

function ticksOf({ low, high }: Span): number[] {
  const multiples = (step: number): number[] => {
    const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => Number(((first + index) * step).toFixed(3)));
  };
  const step = STEPS.find((candidate) => multiples(candidate).length <= MOST_TICKS) ?? 1;
  const [left, right] = [multiples(step).filter((tick) => tick < 1), multiples(step).filter((tick) => tick > 1)];
  const kept = [1];
  const free = (tick: number): boolean =>
    kept.every((other) => Math.abs(placeOf({ low, high }, tick) - placeOf({ low, high }, other)) >= CLOSEST);
  // From 1 outwards: 1 is always named.
  for (const tick of [...left.reverse(), ...right]) if (free(tick)) kept.push(tick);
  return kept.toSorted((one, other) => one - other);
}
