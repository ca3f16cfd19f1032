/** Numbers among the words of a script: what is none is refused with a sentence. */
import { InvalidArgumentError } from 'commander';

/** @param limit is too little itself */
export const numberAbove =
  (limit: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value) || value <= limit)
      throw new InvalidArgumentError(`It is a number above ${limit}.`);
    return value;
  };
