/**
 * What a command that made or named a comparison ends with: its verdict, or `--json`, and the measurements for other programs.
 */
import path from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { ComparisonSamples } from '../analysis/comparison/samples.ts';
import type { Comparison, Verdict } from '../contract/comparison.ts';
import { environmentSchema } from '../contract/environment.ts';
import { BenchError } from '../contract/errors.ts';
import type { Compared, SamplesFormat } from '../contract/reader-calls.ts';
import { readComparison } from '../export/comparison/read-comparison.ts';
import { writeSamples } from '../export/comparison/write-samples.ts';
import { refuseInputs } from '../export/refuse-inputs.ts';
import { openStore, type Store } from '../store/store.ts';
import { exitCodes } from './exit.ts';
import { propertiesOf } from './junit/cases.ts';
import { junitOfComparison } from './junit/of-comparison.ts';
import { type JunitOption, writeJunit } from './junit/write-junit.ts';
import type { CommonOptions } from './options.ts';
import { print, printAside, printJson, shortId } from './output.ts';
import { printAndWrite } from './print-and-write.ts';
import { printComparison } from './print-comparison.ts';

interface FinishOptions extends CommonOptions, JunitOption {
  readonly export?: SamplesFormat;
  readonly out?: string;
  readonly failOn?: readonly Failing[];
}

/** Verdicts that a build may fail on. */
const failingVerdicts = ['slower', 'inadmissible', 'cannot_tell', 'unproven'] as const satisfies readonly Verdict[];
export type Failing = (typeof failingVerdicts)[number];

/** @param whose where the command has other work, too */
export const failOnOption = (whose = ''): Option =>
  new Option(
    '--fail-on <verdicts>',
    `${whose}by commas, verdicts that fail; all others end with 0: ${failingVerdicts.join(', ')}`,
  ).argParser(failing);

function failing(text: string): Failing[] {
  return text.split(',').map((word) => {
    const verdict = failingVerdicts.find((known) => known === word.trim());
    if (verdict === undefined) throw new InvalidArgumentError(`Name some of ${failingVerdicts.join(', ')}.`);
    return verdict;
  });
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
    const code = codeOf(store, of, comparison, options.failOn);
    const printResult = () => {
      if (options.json) return printJson(asJson(comparison, of, store.file));
      printComparison(comparison);
      printWhere(store, of, comparison);
      if (options.failOn !== undefined) printAside(gateInWords(comparison, options.failOn, code));
    };
    await printAndWrite(options.json, printResult, async () => {
      await exportSamples(store, samples, comparison, options);
      if (options.junit !== undefined)
        await writeJunit(options.junit, reportOf(store, of, comparison, options.failOn), store.file);
    });
    return code;
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

/** Where nothing was asked for, a build is not failed by a verdict: side b may be slower on purpose. */
function reportOf(store: Store, of: Compared, comparison: Comparison, failOn: readonly Failing[] = []) {
  const run = store.readRun('run' in of ? of.run : (of.sides[0]?.[0] ?? ''));
  const properties = propertiesOf(run, environmentSchema.parse(run.environment));
  return junitOfComparison({ name: run.name, began: run.created_at, properties, comparison, failOn });
}

function printWhere(store: Store, of: Compared, { complete }: Comparison): void {
  if (!('run' in of)) return;
  const name = shortId(of.run);
  print(`\nComparison ${name} is kept in ${store.file}; \`rbench compare --run ${name}\` shows it again.`);
  if (!complete) printAside(`It is not complete: \`rbench resume ${name}\` does the rest.`);
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
    printAside(`${written.samples} samples written to ${written.file}`);
  } finally {
    process.off('SIGINT', onSignal);
  }
}

function codeOf(store: Store, of: Compared, { verdict, contrasts, complete }: Comparison, failOn?: readonly Failing[]): number {
  if ('run' in of && store.readRun(of.run).state === 'cancelled') return exitCodes.interrupted;
  if (failOn === undefined) return unsure.includes(verdict) ? exitCodes.cannotTell : exitCodes.done;
  // A plan that was not finished has no verdict that could be waved through.
  if (!complete) return exitCodes.cannotTell;
  const failing = contrasts.map((contrast) => contrast.verdict).filter((each) => (failOn as readonly Verdict[]).includes(each));
  if (failing.length === 0) return exitCodes.done;
  return failing.every((each) => unsure.includes(each)) ? exitCodes.cannotTell : exitCodes.failed;
}

function gateInWords({ contrasts, complete }: Comparison, failOn: readonly Failing[], code: number): string {
  if (!complete) return 'The gate is not passed: the plan was not finished.';
  const found = [...new Set(contrasts.map(({ verdict }) => verdict))].join(', ');
  if (code !== exitCodes.done) return `The gate is not passed: ${found}, and it fails on ${failOn.join(', ')}.`;
  const isProven = contrasts.every(({ verdict }) => verdict === 'equivalent' || verdict === 'faster');
  return `The gate is passed: ${found}, and it fails on ${failOn.join(', ')}.${isProven ? '' : ' That nothing got slower is not proven by this.'}`;
}

const unsure: readonly Verdict[] = ['cannot_tell', 'unproven'];
