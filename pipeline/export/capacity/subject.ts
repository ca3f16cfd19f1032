/** What a capacity is asked of: runs of one choice of settings on one machine, or one side of a comparison. */
import type { CapacityOf } from '../../contract/capacity.ts';
import type { ComparePlan, SideName } from '../../contract/comparison.ts';
import { type Environment, environmentSchema } from '../../contract/environment.ts';
import { BenchError } from '../../contract/errors.ts';
import type { JsonObject, RunRecord } from '../../contract/run.ts';
import { settingDifferences } from '../../contract/settings.ts';
import type { Store } from '../../store/store.ts';
import { comparePlanOf } from '../comparison/read-samples.ts';

export interface Subject {
  /** Each once, in the order they were named; of a side, its comparison. */
  readonly runs: readonly RunRecord[];
  readonly side: SideName | null;
  readonly settings: JsonObject;
  readonly title: string;
  /** As a person knows it. */
  readonly machine: string;
  readonly environments: readonly Environment[];
}

/** @throws BenchError `run.not_found`, `capacity.side_needed`, `capacity.no_side`, `capacity.one_comparison`, `capacity.runs_differ` */
export function findSubject(store: Pick<Store, 'readRun'>, of: CapacityOf): Subject {
  const runs = [...new Set(of.runs)].map((id) => store.readRun(id));
  const comparison = runs.find(({ kind }) => kind === 'compare');
  if (comparison !== undefined && runs.length > 1) throw new BenchError('capacity.one_comparison', { run: comparison.id });
  const [first] = runs;
  if (first === undefined) throw new BenchError('run.not_found', { run: '' });
  const environments = runs.map(({ environment }) => environmentSchema.parse(environment));
  refuseUnlikeRuns(runs, environments);
  const shared = { runs, environments, machine: environments[0] === undefined ? '' : machineInWords(environments[0]) };
  const plan = comparePlanOf(first);
  if (plan !== null) return { ...shared, ...sideOf(first, plan, of.side) };
  if (of.side !== null) throw new BenchError('capacity.no_side', { run: first.id, side: of.side });
  return { ...shared, side: null, settings: first.settings, title: [...new Set(runs.map(nameOf))].join(', ') };
}

export const nameOf = ({ id, name }: Pick<RunRecord, 'id' | 'name'>): string => (name === '' ? id.slice(0, 8) : name);

function sideOf({ id }: RunRecord, plan: ComparePlan, side: SideName | null): Pick<Subject, 'side' | 'settings' | 'title'> {
  const names = plan.sides.map(({ name }) => name);
  if (side === null) throw new BenchError('capacity.side_needed', { run: id, sides: names.join(', ') });
  const index = names.indexOf(side);
  const settings = plan.sides[index]?.settings;
  if (settings === undefined) throw new BenchError('capacity.no_side', { run: id, side });
  const label = settingDifferences(plan.sides.map((each) => each.settings))[index];
  return { side, settings: { ...settings } as JsonObject, title: label || `side ${side}` };
}

function refuseUnlikeRuns(runs: readonly RunRecord[], environments: readonly Environment[]): void {
  const settings = [...new Set(settingDifferences(runs.map((run) => run.settings)))].filter((said) => said !== '');
  if (settings.length > 0) throw new BenchError('capacity.runs_differ', { what: `settings (${settings.join(' / ')})` });
  const machines = [...new Set(environments.map(machineKey))];
  if (machines.length > 1) throw new BenchError('capacity.runs_differ', { what: `machine (${machines.join(' / ')})` });
}

/** Tells machines from one another: what the noise of one says, it says of no other. */
export const machineKey = (environment: Environment): string => `${machineInWords(environment)}, ${environment.host} processes`;

function machineInWords({ cpu_model, cores, core_quota, platform }: Environment): string {
  const quota = core_quota === null ? '' : `, limited to ${core_quota}`;
  return `${cpu_model}, ${cores} core${cores === 1 ? '' : 's'}${quota}; ${platform}`;
}
