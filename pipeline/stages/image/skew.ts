/**
 * The angle of the text lines: the turn for which the lower edges of the letters fall onto the fewest rows.
 * Postl, "Detection of linear oblique structures and skew scan in digitized documents", ICPR 1986, on baseline points as in
 * Baird, "The skew angle of printed documents", SPSE 1987.
 */
import type { Runs } from './components.ts';
import type { InkMap } from './ink.ts';

const RANGE_DEGREES = 8;
const COARSE_DEGREES = 0.4;
const FINE_DEGREES = 0.05;
/** Every n-th column gives points. */
const COLUMN_STEP = 3;
const MOST_POINTS = 12_000;
const LEAST_POINTS = 150;
/** The best angle must beat the typical one by this factor, or there are no lines to be seen. */
const LEAST_PEAK = 1.3;

interface Points {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** @returns degrees, clockwise positive; 0 where no lines stand out */
export function measureSkew(ink: InkMap, runs: Runs, isLetter: (component: number) => boolean): number {
  const points = lowerEdges(ink, runs, isLetter);
  if (points.x.length < LEAST_POINTS) return 0;
  const coarse = search(points, ink, 0, RANGE_DEGREES, COARSE_DEGREES);
  if (coarse.best < LEAST_PEAK * coarse.typical) return 0;
  return search(points, ink, coarse.degrees, COARSE_DEGREES, FINE_DEGREES).degrees;
}

/** Whether a component is a letter is asked by its index, see `labelComponents`. */
function lowerEdges(ink: InkMap, runs: Runs, isLetter: (component: number) => boolean): Points {
  const x: number[] = [];
  const y: number[] = [];
  for (let run = 0; run < runs.count; run += 1) {
    if (!isLetter(runs.component[run] ?? 0)) continue;
    const row = runs.y[run] ?? 0;
    const end = runs.x1[run] ?? 0;
    const start = runs.x0[run] ?? 0;
    for (let column = start + ((COLUMN_STEP - (start % COLUMN_STEP)) % COLUMN_STEP); column < end; column += COLUMN_STEP) {
      if (row + 1 < ink.height && ink.data[(row + 1) * ink.width + column] === 1) continue;
      x.push(column);
      y.push(row);
    }
  }
  const step = Math.max(1, Math.ceil(x.length / MOST_POINTS));
  const keep = (_: number, index: number): boolean => index % step === 0;
  return { x: Float32Array.from(x.filter(keep)), y: Float32Array.from(y.filter(keep)) };
}

function search(points: Points, ink: InkMap, centre: number, reach: number, step: number) {
  const scores: number[] = [];
  let best = -1;
  let degrees = centre;
  const steps = Math.round(reach / step);
  for (let index = -steps; index <= steps; index += 1) {
    const angle = centre + index * step;
    const score = concentration(points, ink, angle);
    scores.push(score);
    if (score > best) {
      best = score;
      degrees = angle;
    }
  }
  const typical = scores.sort((a, b) => a - b)[scores.length >> 1] ?? 0;
  return { degrees, best, typical };
}

/** Sum of the squared counts per row after turning: least when the points are spread evenly. */
function concentration(points: Points, ink: InkMap, degrees: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const margin = Math.ceil(Math.abs(slope) * ink.width) + 1;
  const counts = new Uint32Array(ink.height + 2 * margin + 1);
  for (let index = 0; index < points.x.length; index += 1) {
    const row = Math.round((points.y[index] ?? 0) - slope * (points.x[index] ?? 0)) + margin;
    counts[row] = (counts[row] ?? 0) + 1;
  }
  let sum = 0;
  for (const count of counts) sum += count * count;
  return sum;
}
