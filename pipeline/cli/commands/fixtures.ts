/**
 * rbench fixtures: writes the generated documents and their truth.
 */
import path from 'node:path';
import type { Command } from 'commander';
import { generateFixtures } from '../../../fixtures/generate.ts';
import { BenchError } from '../../contract/errors.ts';
import { exitCodes } from '../exit.ts';
import { example, fixturesFolder, wholeNumber, withDatabase } from '../options.ts';
import { print, printJson } from '../output.ts';
import { startProgress } from '../progress.ts';

interface FixturesOptions {
  readonly json?: boolean;
  readonly count: number;
  readonly seed: number;
  readonly out: string;
}

/** The report's fixtures: 50 fast, 25 standard. */
const REPORT_COUNT = 75;

export function addCommand(program: Command): void {
  withDatabase(program.command('fixtures'))
    .description('write the test documents and what they truly say; the same seed gives the same bytes')
    .option('--count <n>', 'how many; two of three take the fast path', wholeNumber, REPORT_COUNT)
    .option('--seed <n>', 'another seed gives other documents', wholeNumber, 1)
    .option('--out <folder>', 'where they go', fixturesFolder)
    .addHelpText('after', example('rbench fixtures --count 9 --seed 7 --out ./documents'))
    .action(fixtures);
}

async function fixtures(options: FixturesOptions): Promise<void> {
  const progress = startProgress('documents');
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const standard = Math.floor(options.count / 3);
  const out = path.resolve(options.out);
  try {
    const manifest = await generateFixtures({
      out,
      fast: options.count - standard,
      standard,
      seed: options.seed,
      signal: stop.signal,
      onProgress: progress.update,
    });
    progress.stop();
    if (options.json) printJson({ folder: out, documents: manifest.documents.length, seed: manifest.seed });
    else print(`${manifest.documents.length} documents in ${out}`);
  } catch (thrown) {
    progress.stop();
    if (!stop.signal.aborted) throw BenchError.wrap(thrown, 'storage.failed', { folder: out });
    process.exitCode = exitCodes.interrupted;
  }
}
