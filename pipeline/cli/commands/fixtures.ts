/**
 * rbench fixtures: writes the generated documents and their truth.
 */

import path from 'node:path';
import { type Command, Option } from 'commander';
import { plural } from '../../contract/plural.ts';
import { makeBadFixtures, makeFixtures } from '../make-fixtures.ts';
import { badFixturesFolder, example, fixturesFolder, wholeNumber, withDatabase } from '../options.ts';
import { print, printJson } from '../output.ts';

interface FixturesOptions {
  readonly json?: boolean;
  readonly count: number;
  readonly seed: number;
  readonly out?: string;
  readonly bad?: boolean;
}

/** The report's fixtures: 50 fast, 25 standard. */
const REPORT_COUNT = 75;

export function addCommand(program: Command): void {
  withDatabase(program.command('fixtures'))
    .description('write the test documents and what they truly say; the same seed gives the same bytes')
    .option('--count <n>', 'how many; two of three take the fast path', wholeNumber, REPORT_COUNT)
    .option('--seed <n>', 'another seed gives other documents', wholeNumber, 1)
    .option('--out <folder>', `where they go (${fixturesFolder}; ${badFixturesFolder} with --bad)`)
    .addOption(
      new Option(
        '--bad',
        'bad and odd documents instead, and what is expected of each: broken, bombs, odd colours, turned …',
      ).conflicts('count'),
    )
    .addHelpText(
      'after',
      example(
        'rbench fixtures --count 9 --seed 7 --out ./documents',
        'rbench fixtures --bad --out ./bad && rbench run --docs ./bad',
      ),
    )
    .action(fixtures);
}

async function fixtures(options: FixturesOptions): Promise<void> {
  if (options.bad === true) return badFixtures(options);
  const standard = Math.floor(options.count / 3);
  const out = path.resolve(options.out ?? fixturesFolder);
  const manifest = await makeFixtures({ out, fast: options.count - standard, standard, seed: options.seed });
  if (options.json) printJson({ folder: out, documents: manifest.documents.length, seed: manifest.seed });
  else print(`${plural(manifest.documents.length, 'document')} in ${out}`);
}

async function badFixtures(options: FixturesOptions): Promise<void> {
  const out = path.resolve(options.out ?? badFixturesFolder);
  const { documents, seed } = await makeBadFixtures({ out, seed: options.seed });
  const failing = documents.filter(({ expected }) => expected.outcome === 'fails').length;
  if (options.json) printJson({ folder: out, documents: documents.length, failing, seed });
  else print(`${documents.length} documents in ${out}, of which ${failing} must fail; manifest.json says how`);
}
