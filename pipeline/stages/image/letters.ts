/**
 * Which components are letters, and how high a small letter is. A letter has the shape of one and stands in a line with others
 * of about its height: the grain of a table top has neither neighbours nor lines.
 */
import type { Component } from './components.ts';

/** Below this a component is a speck or a dot, in pixels. */
const LEAST_HEIGHT = 5;
/** Letters of a line may touch, so a component may be this many times as wide as high. */
const WIDEST = 5;
const NARROWEST = 0.1;
/** Ink in the box: a thin frame has less. */
const LEAST_FILL = 0.15;
/** A letter higher than this part of the page is a picture. */
const HIGHEST_PART = 0.1;
/** With fewer letters than this nothing is said about the text. */
const LEAST_LETTERS = 12;

/** Height of a small letter over that of a capital, for common print faces (0.66 Times to 0.75 Verdana). */
const X_TO_CAPITAL = 0.71;

/** Letters of a line: not further apart than this many heights … */
const FARTHEST = 1.6;
/** … their heights at most this factor apart … */
const HEIGHT_FACTOR = 2;
/** … and sharing this part of the smaller height. */
const LEAST_SHARED = 0.5;
/** A line has at least this many. */
const LEAST_IN_LINE = 3;

/** @returns for each component whether it is a letter */
export function findLetters(components: readonly Component[], pageHeight: number): boolean[] {
  const order = components
    .map((component, index) => ({ component, index }))
    .filter(({ component }) => isLetterLike(component, pageHeight))
    .sort((a, b) => a.component.x0 - b.component.x0);
  const before = new Int32Array(order.length);
  const after = new Int32Array(order.length);
  const neighbours: [number, number][] = [];
  for (const [at, { component }] of order.entries()) {
    const reach = component.x1 + FARTHEST * (component.y1 - component.y0);
    for (let next = at + 1; next < order.length; next += 1) {
      const other = order[next]?.component;
      if (other === undefined || other.x0 > reach) break;
      if (!inOneLine(component, other)) continue;
      neighbours.push([at, next]);
      before[next] = Math.max(before[next] ?? 0, (before[at] ?? 0) + 1);
    }
  }
  for (const [at, next] of neighbours.reverse()) after[at] = Math.max(after[at] ?? 0, (after[next] ?? 0) + 1);
  const letters = new Array<boolean>(components.length).fill(false);
  for (const [at, { index }] of order.entries()) {
    letters[index] = (before[at] ?? 0) + 1 + (after[at] ?? 0) >= LEAST_IN_LINE;
  }
  return letters;
}

function inOneLine(a: Component, b: Component): boolean {
  const heightA = a.y1 - a.y0;
  const heightB = b.y1 - b.y0;
  const lower = Math.min(heightA, heightB);
  const shared = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);
  return Math.max(heightA, heightB) <= HEIGHT_FACTOR * lower && shared >= LEAST_SHARED * lower;
}

function isLetterLike(component: Component, pageHeight: number): boolean {
  const width = component.x1 - component.x0;
  const height = component.y1 - component.y0;
  return (
    height >= LEAST_HEIGHT &&
    height <= HIGHEST_PART * pageHeight &&
    width <= WIDEST * height &&
    width >= NARROWEST * height &&
    component.pixels >= LEAST_FILL * width * height
  );
}

/**
 * Mixed text shows two peaks in the histogram of heights: small letters, and capitals with ascenders 1.4 times as high. Text
 * in capitals and figures has one, from which the small letter's height follows.
 * @returns pixels, null where there is too little text
 */
export function measureXHeight(letters: readonly Component[]): number | null {
  if (letters.length < LEAST_LETTERS) return null;
  const highest = Math.max(...letters.map((letter) => letter.y1 - letter.y0));
  const histogram = new Float64Array(highest * 2 + 2);
  for (const letter of letters) {
    const height = letter.y1 - letter.y0;
    histogram[height] = (histogram[height] ?? 0) + 1;
  }
  const mass = (centre: number): number => {
    const from = Math.floor(centre * 0.93);
    const to = Math.ceil(centre * 1.07);
    let sum = 0;
    for (let height = from; height <= to; height += 1) sum += histogram[height] ?? 0;
    return sum;
  };
  let peak = LEAST_HEIGHT;
  for (let height = LEAST_HEIGHT; height <= highest; height += 1) if (mass(height) > mass(peak)) peak = height;
  const smaller = peak * X_TO_CAPITAL;
  if (mass(smaller) > 0.5 * mass(peak)) return centreOfMass(histogram, smaller);
  if (mass(peak / X_TO_CAPITAL) > 0.25 * mass(peak)) return centreOfMass(histogram, peak);
  return centreOfMass(histogram, peak) * X_TO_CAPITAL;
}

function centreOfMass(histogram: Float64Array, peak: number): number {
  let sum = 0;
  let weights = 0;
  for (let height = Math.floor(peak * 0.93); height <= Math.ceil(peak * 1.07); height += 1) {
    sum += height * (histogram[height] ?? 0);
    weights += histogram[height] ?? 0;
  }
  return weights === 0 ? peak : sum / weights;
}
