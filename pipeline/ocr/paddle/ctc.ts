/**
 * Greedy decoding of a network trained with CTC (Graves et al., 2006): the likeliest class of each time step; repeats are one
 * character, and class 0, the blank, separates. Each character keeps its steps, so that it has a place on the page.
 */
import type { NetworkOutput } from './runtime.ts';

export interface ReadCharacter {
  readonly text: string;
  /** Probability at its surest step. */
  readonly probability: number;
  /** First time step, and the one after its last. */
  readonly from: number;
  readonly to: number;
}

export interface ReadLine {
  readonly characters: readonly ReadCharacter[];
  readonly steps: number;
  /** Probability of a space at each step, whether it won or not. */
  readonly space: Float32Array;
}

/** @param characters those of class 1 and on; the last is the space */
export function decode({ data, dims }: NetworkOutput, characters: readonly string[]): ReadLine {
  const [, steps = 0, classes = 0] = dims;
  if (classes !== characters.length + 1) {
    throw new Error(`the model tells ${classes - 1} characters apart and its dictionary has ${characters.length}`);
  }
  const read: { text: string; probability: number; from: number; to: number }[] = [];
  const space = new Float32Array(steps);
  let previous = 0;
  for (let step = 0; step < steps; step += 1) {
    const offset = step * classes;
    let best = 0;
    let probability = data[offset] ?? 0;
    // The classes of a step add up to 1: once one holds more than half, no other can be above it.
    for (let index = 1; index < classes && probability <= 0.5; index += 1) {
      const value = data[offset + index] ?? 0;
      if (value > probability) {
        probability = value;
        best = index;
      }
    }
    space[step] = data[offset + classes - 1] ?? 0;
    const last = read.at(-1);
    if (best !== 0 && best === previous && last !== undefined) {
      last.to = step + 1;
      last.probability = Math.max(last.probability, probability);
    } else if (best !== 0) read.push({ text: characters[best - 1] ?? '', probability, from: step, to: step + 1 });
    previous = best;
  }
  return { characters: read, steps, space };
}
