/**
 * What a command that made or named a comparison ends with: its verdict, or `--json`, and the measurements for other programs.
 */
import path from 'node:path';
import type { ComparisonSamples } from '../analysis/comparison/samples.ts';
import type { Comparison } from '../contract/comparison.ts';
import { BenchError } from '../contract/errors.ts';
import type { Compared, SamplesFormat } from '../contract/reader-calls.ts';
import { readComparison } from '../export/comparison/read-comparison.ts';
import { writeSamples } from '../export/comparison/write-samples.ts';
import { refuseInputs } from '../export/refuse-inputs.ts';
import { openStore, type Store } from '../store/store.ts';
import { exitCodes } from './exit.ts';
import type { CommonOptions } from './options.ts';
import { print, printJson, shortId } from './output.ts';
import { printComparison } from './print-comparison.ts';

interface FinishOptions extends CommonOptions {
  readonly export?: SamplesFormat;
  readonly out?: string;
}

/** @returns the exit code */
export async function finishComparison(
  database: string,
  find: (store: Store) => Compared,
  options: FinishOptions,
): Promise<number> {
  const store = openStore(database, { mode: 'read' });
  try {
    const of = find(store);
    const { samples, comparison } = readComparison(store, of);
    await exportSamples(store, samples, comparison, options);
    if (options.json) printJson(asJson(comparison, of, store.file));
    else {
      printComparison(comparison);
      printWhere(store, of, comparison);
    }
    return codeOf(store, of, comparison);
  } finally {
    store.close();
  }
}

/** `ratio`, `stages` and `negative_controls` are those of side b against a; with more sides, `contrasts` has them all. */
function asJson(comparison: Comparison, of: Compared, db: string) {
  const [first] = comparison.contrasts;
  const { format, verdict, sentence, metric, ...rest } = comparison;
  return {
    format,
    ...('run' in of ? { run_id: of.run } : { runs: of.sides }),
    verdict,
    sentence,
    metric,
    ratio: first?.[metric].ratio ?? null,
    mde: comparison.detectable?.mde ?? null,
    stages: first?.stages ?? {},
    negative_controls: first?.controls ?? [],
    ...rest,
    db,
  };
}

function printWhere(store: Store, of: Compared, { complete }: Comparison): void {
  if (!('run' in of)) return;
  const name = shortId(of.run);
  print(`\nComparison ${name} is kept in ${store.file}; \`rbench compare --run ${name}\` shows it again.`);
  if (!complete) process.stderr.write(`It is not complete: \`rbench resume ${name}\` does the rest.\n`);
}

async function exportSamples(
  store: Store,
  samples: ComparisonSamples,
  comparison: Comparison,
  options: FinishOptions,
): Promise<void> {
  if (options.export === undefined || options.out === undefined) return;
  await refuseInputs(path.resolve(options.out), [store.file]);
  const stop = new AbortController();
  const onSignal = () => stop.abort(new BenchError('call.cancelled'));
  process.on('SIGINT', onSignal);
  try {
    const written = await writeSamples(samples, comparison, {
      format: options.export,
      file: path.resolve(options.out),
      signal: stop.signal,
    });
    process.stderr.write(`${written.samples} samples written to ${written.file}\n`);
  } finally {
    process.off('SIGINT', onSignal);
  }
}

function codeOf(store: Store, of: Compared, { verdict }: Comparison): number {
  if ('run' in of && store.readRun(of.run).state === 'cancelled') return exitCodes.interrupted;
  return verdict === 'cannot_tell' || verdict === 'unproven' ? exitCodes.cannotTell : exitCodes.done;
}
