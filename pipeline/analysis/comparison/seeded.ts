/** Seeded chance: a stream is named by its seed and its purpose, so that one more draw in one place moves nothing elsewhere. */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const RANGE = 2 ** 32;

/** A whole number from 0 up to, and not, the bound. The bias of a bound below 100,000 is under 1 in 40,000. */
export type Draw = (bound: number) => number;

export function seededDraw(seed: number, ...purpose: readonly (string | number)[]): Draw {
  const source = xoroshiro128plus(mix([seed, ...purpose].join('/')));
  // Seeds that differ in few bits begin alike.
  for (let skipped = 0; skipped < 8; skipped += 1) source.next();
  return (bound) => Math.floor(((source.next() >>> 0) / RANGE) * bound);
}

/** FNV-1a: the window has no hash of Node's, and this one needs no secrecy. */
function mix(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}

/** Fisher and Yates; the list itself is left as it is. */
export function shuffled<T>(list: readonly T[], draw: Draw): T[] {
  const result: T[] = [];
  for (const [index, each] of list.entries()) {
    const place = draw(index + 1);
    result.push(result[place] ?? each);
    result[place] = each;
  }
  return result;
}
