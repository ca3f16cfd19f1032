/**
 * The options that commands share.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, InvalidArgumentError } from 'commander';
import { MOST_JOBS } from '../contract/limits.ts';
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

export const example = (...lines: string[]): string =>
  `\nExample${lines.length > 1 ? 's' : ''}:\n${lines.map((line) => `  ${line}\n`).join('')}`;
