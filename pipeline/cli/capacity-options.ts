/**
 * What `capacity`, `decide` and `report` take alike: which runs, and the criteria they are held against. What is not given is
 * what was fixed before the run, or the report's own.
 */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseCapacityInputs } from '../analysis/capacity/inputs.ts';
import { turnedCriteria } from '../analysis/decision/criteria.ts';
import type { CapacityFacts, CapacityOf } from '../contract/capacity.ts';
import { type SideName, sideNames } from '../contract/comparison.ts';
import {
  type CapacityInputs,
  type Criteria,
  defaultCapacityInputs,
  type PolicyName,
  policyNameSchema,
} from '../contract/criteria.ts';
import type { Store } from '../store/store.ts';
import type { CommonOptions } from './options.ts';

export interface CapacityOptions extends CommonOptions {
  readonly run: string;
  readonly side?: SideName;
  readonly budget?: number;
  readonly volumes?: readonly number[];
  readonly mix?: number | 'run';
  readonly cold?: number | 'run';
  readonly factor?: number;
  readonly size?: number;
  readonly policy?: PolicyName;
}

export const withCapacityOptions = (command: Command): Command =>
  command
    .requiredOption('--run <ids>', 'a run, or by commas runs of the same settings: an id, the beginning of one, or latest')
    .addOption(new Option('--side <name>', 'of a comparison').choices([...sideNames]))
    .option('--budget <hours>', 'CPU-hours a month (200)', finite)
    .option('--volumes <list>', 'documents a day, by commas (700,1000,1300)', list)
    .option('--mix <fast/standard>', 'share of each path, such as 70/30; run: as in the run (70/30)', mix)
    .option('--cold <percent>', 'documents that a fresh worker process begins with; run: as in the run (run)', cold)
    .option('--factor <n>', 'CPU seconds on the production node for one here (1)', finite)
    .option('--size <n>', 'size of the documents, times that of those measured (1)', finite)
    .addOption(new Option('--policy <name>', 'which one the verdict follows (published)').choices(policyNameSchema.options));

/**
 * The latest is the latest that can be meant: without a side no comparison, where there is another.
 * @throws BenchError `run.not_found`, `run.ambiguous`
 */
export const capacityOf = (store: Store, { run, side }: CapacityOptions): CapacityOf => ({
  runs: [
    ...new Set(
      run
        .split(',')
        .map((id) => store.findRun(id.trim(), ...(side === undefined ? (['run', 'load'] as const) : (['compare'] as const)))),
    ),
  ],
  side: side ?? null,
});

/** @throws BenchError `capacity.bad_input` */
export function criteriaFor(facts: Pick<CapacityFacts, 'kept_criteria' | 'basis'>, options: CapacityOptions): Criteria {
  const kept = facts.kept_criteria?.criteria;
  const inputs: CapacityInputs = kept?.inputs ?? defaultCapacityInputs;
  const { succeeded } = facts.basis.jobs;
  const { warm_jobs, cold_jobs } = facts.basis.paths.fast;
  const given = {
    ...(options.budget === undefined ? {} : { budget_hours: options.budget }),
    ...(options.volumes === undefined ? {} : { volumes: options.volumes }),
    ...(options.mix === undefined
      ? {}
      : { fast_share: options.mix === 'run' ? (warm_jobs + cold_jobs) / succeeded : options.mix }),
    ...(options.cold === undefined ? {} : { cold_share: options.cold === 'run' ? null : options.cold }),
    ...(options.factor === undefined ? {} : { node_factor: options.factor }),
    ...(options.size === undefined ? {} : { size_factor: options.size }),
  };
  return turnedCriteria(
    facts.kept_criteria,
    parseCapacityInputs({ ...inputs, ...given }),
    options.policy ?? kept?.policy ?? 'published',
  );
}

/** What lies out of range is told by its own sentence later; here only what is no number. */
function finite(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It is a number.');
  return value;
}

const list = (text: string): number[] => text.split(',').map(finite);

function mix(text: string): number | 'run' {
  if (text === 'run') return text;
  const [fast = Number.NaN, standard = Number.NaN, ...more] = text.split('/').map(Number);
  if (more.length > 0 || !(fast >= 0 && standard >= 0) || Math.abs(fast + standard - 100) > 1e-9)
    throw new InvalidArgumentError('It is two shares that make 100, such as 70/30, or run.');
  return fast / 100;
}

const cold = (text: string): number | 'run' => (text === 'run' ? text : finite(text) / 100);
