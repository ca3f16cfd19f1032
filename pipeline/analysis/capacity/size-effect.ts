/**
 * How CPU follows the size of a document: the slope of log CPU on log bytes, within paths, so that large standard scans are not
 * taken for an effect of size.
 */
import type { Interval } from '../../contract/comparison.ts';
import { seededDraw } from '../comparison/seeded.ts';
import type { DocumentCosts } from './document-costs.ts';
import { type Column, studentStretch } from './resample.ts';

export interface SizeEffect {
  readonly elasticity: Interval | null;
  readonly documents: number;
  readonly replicates: Column;
}

const FEWEST_DOCUMENTS = 8;
/** Standard deviation of log bytes; under it sizes differ too little to tell. */
const LEAST_SPREAD = 0.1;

interface Point {
  readonly x: number;
  readonly y: number;
}

export function sizeEffect(documents: readonly DocumentCosts[], seed: number, replicates: number): SizeEffect {
  const points = (['fast', 'standard'] as const).flatMap((path) =>
    centred(
      documents
        .filter((each) => each.path === path && each.warm_jobs > 0 && each.bytes > 0 && each.warm_cpu_seconds > 0)
        .map(({ bytes, warm_cpu_seconds, warm_jobs }) => ({ x: Math.log(bytes), y: Math.log(warm_cpu_seconds / warm_jobs) })),
    ),
  );
  const count = points.length;
  const spread = Math.sqrt(points.reduce((total, { x }) => total + x * x, 0) / Math.max(1, count - 1));
  if (count < FEWEST_DOCUMENTS || spread < LEAST_SPREAD)
    return { elasticity: null, documents: count, replicates: new Float64Array() };
  const estimate = slopeOf(points);
  const draw = seededDraw(seed, 'size');
  const stretch = Math.sqrt(count / (count - 1)) * studentStretch(count - 2);
  const slopes = Float64Array.from({ length: replicates }, () => {
    const drawn = Array.from(points, () => points[draw(count)] ?? { x: 0, y: 0 });
    const slope = slopeOf(drawn);
    return Number.isFinite(slope) ? estimate + (slope - estimate) * stretch : estimate;
  });
  const sorted = Float64Array.from(slopes).sort();
  const outside = Math.floor(0.025 * replicates);
  return {
    elasticity: { estimate, low: sorted[outside] ?? estimate, high: sorted[replicates - 1 - outside] ?? estimate },
    documents: count,
    replicates: slopes,
  };
}

function centred(points: readonly Point[]): Point[] {
  const mean = (pick: (point: Point) => number) =>
    points.reduce((total, point) => total + pick(point), 0) / Math.max(1, points.length);
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  return points.map((point) => ({ x: point.x - x, y: point.y - y }));
}

const slopeOf = (points: readonly Point[]): number =>
  points.reduce((total, { x, y }) => total + x * y, 0) / points.reduce((total, { x }) => total + x * x, 0);
