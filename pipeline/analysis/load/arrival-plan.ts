/**
 * Who uploads what when. Seeded: the same shape and seed give the same plan, to the last moment and document.
 */
import { BenchError } from '../../contract/errors.ts';
import { type LoadShape, MOST_ARRIVALS, type PlannedArrival } from '../../contract/load.ts';
import type { ProcessingPath } from '../../contract/stages.ts';
import type { Seconds } from '../../contract/units.ts';
import { type Draw, seededDraw, shuffled } from '../comparison/seeded.ts';
import { arrivalsOfTable, BURST_USERS, burstTable, type RateStep, scaledBurst, uploadsOf } from './burst.ts';

export interface PlanOptions {
  readonly seed: number;
  /** Of the arrivals, on the fast path, 0 to 1. */
  readonly fastShare: number;
  /** How many distinct documents there are of each path. */
  readonly documents: Readonly<Record<ProcessingPath, number>>;
}

/**
 * In the order of their moments. The share of the paths holds as closely as whole documents can, each document comes as often
 * as any other of its path, give or take one, and their order is drawn.
 * @throws BenchError `load.too_many`, `load.no_documents`, `load.plan_documents`
 */
export function planArrivals(shape: LoadShape, { seed, fastShare, documents }: PlanOptions): PlannedArrival[] {
  if (shape.profile === 'replay' && shape.documents !== undefined) return recorded(shape.moments, shape.documents, documents);
  const draw = seededDraw(seed, 'arrivals');
  const moments = momentsOf(shape, draw);
  const fast = Math.round(moments.length * fastShare);
  const paths: ProcessingPath[] = shuffled(
    moments.map((_, index) => (index < fast ? 'fast' : 'standard')),
    draw,
  );
  const decks: Record<ProcessingPath, () => number> = {
    fast: deck(documents.fast, 'fast', draw),
    standard: deck(documents.standard, 'standard', draw),
  };
  return moments.map((at, index) => {
    const path = paths[index] as ProcessingPath;
    return { at, path, document: decks[path]() };
  });
}

/** As an earlier test had it: nothing is drawn. */
function recorded(
  moments: readonly Seconds[],
  uploads: readonly Omit<PlannedArrival, 'at'>[],
  counts: PlanOptions['documents'],
): PlannedArrival[] {
  const arrivals = uploads.flatMap((upload, index): PlannedArrival[] => {
    const { path, document } = upload;
    if (document >= counts[path]) throw new BenchError('load.plan_documents', { path, document, count: counts[path] });
    const at = moments[index];
    return at === undefined ? [] : [{ at, path, document }];
  });
  return arrivals.toSorted((a, b) => a.at - b.at);
}

function momentsOf(shape: LoadShape, draw: Draw): Seconds[] {
  if (shape.profile === 'replay') return shape.moments.toSorted((a, b) => a - b);
  const table = loadTable(shape);
  refuseTooMany(uploadsOf(table));
  return shape.profile === 'poisson' ? poisson(shape.per_second, shape.seconds, draw) : arrivalsOfTable(table);
}

/** The rates of a load, one after the other. */
export function loadTable(shape: Exclude<LoadShape, { profile: 'replay' }>): RateStep[] {
  switch (shape.profile) {
    case 'burst':
      return scaledBurst(shape.users * shape.documents_per_user);
    case 'burst-rates':
      return burstTable.map((step) => ({ ...step, per_second: (step.per_second * shape.users) / BURST_USERS }));
    case 'constant':
    case 'poisson':
      return [{ from: 0, to: shape.seconds, per_second: shape.per_second }];
    case 'steps':
      return stepsOf(shape);
  }
}

/** The rates of a rising load, one after the other. */
export function stepsOf(shape: Extract<LoadShape, { profile: 'steps' }>): RateStep[] {
  return Array.from({ length: shape.steps }, (_, step) => ({
    from: step * shape.step_seconds,
    to: (step + 1) * shape.step_seconds,
    per_second: shape.from_per_second * shape.factor ** step,
  }));
}

/** Moments between which the waits are exponential: the memoryless arrivals of many who know nothing of each other. */
function poisson(perSecond: number, seconds: Seconds, draw: Draw): Seconds[] {
  const moments: Seconds[] = [];
  for (let at = wait(perSecond, draw); at < seconds; at += wait(perSecond, draw)) moments.push(at);
  return moments;
}

/** So fine is a uniform draw; in the middle of its share, so that it is never 0. */
const FINENESS = 2 ** 30;
const wait = (perSecond: number, draw: Draw): Seconds => -Math.log((draw(FINENESS) + 0.5) / FINENESS) / perSecond;

function refuseTooMany(arrivals: number): void {
  if (arrivals > MOST_ARRIVALS) throw new BenchError('load.too_many', { arrivals: Math.round(arrivals), most: MOST_ARRIVALS });
}

/** All of them once in an order that is drawn, then all again in another. */
function deck(size: number, path: ProcessingPath, draw: Draw): () => number {
  let left: number[] = [];
  return () => {
    if (left.length === 0)
      left = shuffled(
        Array.from({ length: size }, (_, index) => index),
        draw,
      );
    const drawn = left.pop();
    if (drawn === undefined) throw new BenchError('load.no_documents', { path });
    return drawn;
  };
}
