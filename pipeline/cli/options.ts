/**
 * The options that commands share.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, InvalidArgumentError } from 'commander';
import type { z } from 'zod';
import { BenchError } from '../contract/errors.ts';
import { MOST_JOBS } from '../contract/limits.ts';
import { isS3 } from '../contract/place.ts';
import { defaultDatabase } from '../store/default-database.ts';

export interface CommonOptions {
  readonly json?: boolean;
  readonly db: string;
}

export const withDatabase = (command: Command): Command =>
  withJson(command).option('--db <file>', 'the database (or RBENCH_DB)', defaultDatabase());

const withJson = (command: Command): Command =>
  command.option('--json', 'print one JSON document to stdout; progress goes to stderr');

export const databaseOf = (options: CommonOptions): string => path.resolve(options.db);

/**
 * Options that would be passed over in silence.
 * @param needed names of those that mean something here
 * @throws BenchError `usage.bad_option`
 */
export function refuseBeside(command: Command, needed: readonly string[], why: string): void {
  const idle = command.options.filter((option) => {
    const name = option.attributeName();
    return command.getOptionValueSource(name) === 'cli' && !needed.includes(name);
  });
  if (idle.length === 0) return;
  throw new BenchError('usage.bad_option', { text: `${why}; leave out ${idle.map(({ long }) => long).join(', ')}.` });
}

/** Kept with a run, which is begun again from anywhere. */
export const placeOf = (given: string): string => (isS3(given) ? given : path.resolve(given));

/** The folder of the checkout, where generated documents lie. */
export const fixturesFolder = fileURLToPath(new URL('../../fixtures/load-test/', import.meta.url));
export const badFixturesFolder = fileURLToPath(new URL('../../fixtures/bad-documents/', import.meta.url));

/** For counts of documents and the like, up to the most jobs of a run. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > MOST_JOBS) {
    throw new InvalidArgumentError(`It is a whole number from 1 to ${MOST_JOBS}.`);
  }
  return value;
}

export const wholeNumberFrom =
  (least: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isSafeInteger(value) || value < least)
      throw new InvalidArgumentError(`It is a whole number from ${least}.`);
    return value;
  };

export const seedNumber = wholeNumberFrom(0);

/**
 * A number that the contract takes, said in its own words where it is not.
 * @param unit how many of what the contract counts in are one of what is typed: bytes in a megabyte
 */
export function fitting(schema: z.ZodNumber, unit = 1): (text: string) => number {
  const { minValue, maxValue, isInt } = schema;
  const least = (minValue ?? 0) / unit;
  const most = (maxValue ?? Number.MAX_SAFE_INTEGER) / unit;
  // What rounds up to the least is a typed number of few digits.
  const from = schema.safeParse(minValue).success ? `from ${isInt && unit > 1 ? rounded(least) : least}` : `above ${least}`;
  const kind = isInt && unit === 1 ? 'a whole number' : 'a number';
  return (text) => {
    const value = Number(text);
    const counted = isInt && unit > 1 ? Math.round(value * unit) : value;
    if (text.trim() === '' || !schema.safeParse(counted).success)
      throw new InvalidArgumentError(`It is ${kind} ${from} to ${most}.`);
    return value;
  };
}

const rounded = (value: number): number => Math.ceil(value * 1000) / 1000;

export const example = (...lines: string[]): string =>
  `\nExample${lines.length > 1 ? 's' : ''}:\n${lines.map((line) => `  ${line}\n`).join('')}`;
