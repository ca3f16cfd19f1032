/**
 * rbench simulate: what a load would do on a machine that is not here.
 */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { loadResult } from '../../analysis/load/result.ts';
import { BenchError } from '../../contract/errors.ts';
import { MOST_ARRIVALS } from '../../contract/load.ts';
import type { MeasuredRun, ScenarioWish, Validation } from '../../contract/simulation.ts';
import { readLoadFacts } from '../../export/load/read-load.ts';
import { readMeasured } from '../../export/load/read-measured.ts';
import { predictionsOf } from '../../simulate/predictions.ts';
import { simulateRun } from '../../simulate/project.ts';
import { checkTheory } from '../../simulate/validate.ts';
import { openStore } from '../../store/store.ts';
import { fastShare } from '../load-shape.ts';
import { type CommonOptions, databaseOf, example, seedNumber, wholeNumber, withDatabase } from '../options.ts';
import { caution, print, printJson } from '../output.ts';
import { printSimulation } from '../print-simulation.ts';

interface SimulateOptions extends CommonOptions {
  readonly run: string;
  readonly users: readonly number[];
  readonly docsPerUser: number;
  readonly profile: ScenarioWish['profile'];
  readonly cores?: readonly number[];
  readonly workers?: readonly number[];
  readonly threads?: number;
  readonly queueLimit: number;
  readonly mix: number;
  readonly seeds: number;
  readonly seed: number;
}

const MOST_SEEDS = 100_000;

export function addCommand(program: Command): void {
  withDatabase(program.command('simulate'))
    .description('simulate a load with the documents of a run, on this machine or another, and say how far the model is off')
    .option('--run <id>', 'a load test, or a run: its id, the beginning of it, or latest', 'latest')
    .option('--users <list>', 'one or more numbers, by commas', numbersTo(10_000), [100])
    .option('--docs-per-user <n>', 'uploads of each', numberTo(1000), 5)
    .addOption(new Option('--profile <name>', 'as in `rbench load`').choices(['burst', 'burst-rates']).default('burst'))
    .option('--cores <list>', 'of the machine, one or more by commas (as measured)', numbersTo(1024))
    .option('--workers <list>', 'worker processes, one or more by commas (as many as the cores allow)', numbersTo(1024))
    .option('--threads <n>', 'of OCR in each; it must have been measured', wholeNumber)
    .option('--queue-limit <n>', 'documents that may wait; one more is refused', wholeNumber, 1000)
    .addOption(new Option('--mix <fast/standard>', 'share of each path').argParser(fastShare).default(0.7, '70/30'))
    .option('--seeds <n>', 'simulations of each case', seeds, 200)
    .option('--seed <n>', 'of the first', seedNumber, 1)
    .addHelpText(
      'after',
      example(
        'rbench simulate --run latest --users 100',
        'rbench simulate --run 3f2a --users 50,100,200 --cores 2,4,8,16',
        'rbench simulate --run 3f2a --cores 16 --workers 4,8,16 --json',
      ),
    )
    .addHelpText('after', '\nExit codes: 0 projected, 1 failed, 2 wrong use.')
    .action(simulate);
}

function simulate(options: SimulateOptions): void {
  const store = openStore(databaseOf(options), { mode: 'read' });
  try {
    const run = readMeasured(store, store.findRun(options.run, 'run', 'load'));
    refuseUnmeasuredThreads(run, options.threads);
    const { validation: ofRun, projections } = simulateRun(run, scenariosOf(run, options), options);
    const validation: Validation = { theory: checkTheory(), run: ofRun };
    const isValid = run.kind === 'load' ? loadResult(readLoadFacts(store, run.run)).is_valid : null;
    if (options.json === true) {
      const { jobs, ...measured } = run;
      printJson({
        run_id: run.run,
        measured: { ...measured, jobs: jobs.length },
        load_is_valid: isValid,
        validation,
        projection: projections.map((projection) => ({ ...projection, predictions: predictionsOf(projection) })),
        db: store.file,
      });
    } else {
      printSimulation(run, validation, projections);
      if (isValid === false) print(caution(INVALID));
    }
  } finally {
    store.close();
  }
}

const INVALID =
  'The load test that it is fed with is INVALID: its generator was late. The documents’ costs hold; how far the model is off does not.';

/** Every case of the lists, users first. */
function scenariosOf(run: MeasuredRun, options: SimulateOptions): ScenarioWish[] {
  const { users, docsPerUser, profile, queueLimit, mix } = options;
  return users.flatMap((many) =>
    (options.cores ?? [run.cores]).flatMap((cores) =>
      (options.workers ?? [workersFor(run, cores)]).map((workers) => ({
        users: many,
        documents_per_user: docsPerUser,
        profile,
        cores,
        workers,
        queue_limit: queueLimit,
        fast_share: mix,
      })),
    ),
  );
}

const workersFor = (run: MeasuredRun, cores: number): number =>
  cores === run.cores ? run.workers : Math.max(1, Math.floor(cores / run.threads));

function refuseUnmeasuredThreads({ run, threads }: MeasuredRun, wanted: number | undefined): void {
  if (wanted !== undefined && wanted !== threads)
    throw new BenchError('simulate.threads_unmeasured', { run, measured: threads, wanted });
}

const MOST_CASES = 20;

const numbersTo =
  (most: number) =>
  (text: string): number[] => {
    const values = text.split(',').map(Number);
    if (values.length > MOST_CASES || !values.every((value) => isFrom1To(most, value)))
      throw new InvalidArgumentError(`It is up to ${MOST_CASES} whole numbers from 1 to ${most}, by commas.`);
    return values;
  };

const numberTo =
  (most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!isFrom1To(most, value)) throw new InvalidArgumentError(`It is a whole number from 1 to ${most}.`);
    return value;
  };

const isFrom1To = (most: number, value: number): boolean => Number.isInteger(value) && value >= 1 && value <= most;

function seeds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 2 || value > Math.min(MOST_SEEDS, MOST_ARRIVALS))
    throw new InvalidArgumentError(`It is a whole number from 2 to ${MOST_SEEDS}.`);
  return value;
}
