/**
 * Reads what a comparison is made of: the passes of one that was run as such, or runs that were made apart, each a pass.
 */

import { planPasses } from '../../analysis/comparison/plan.ts';
import type { ComparisonSamples, JobSample, MachineNoise, PassSample, SideSample } from '../../analysis/comparison/samples.ts';
import { jobAccuracySchema } from '../../contract/accuracy.ts';
import {
  CODE_KEY,
  type ComparePlan,
  DEFAULT_MATERIALITY,
  keptComparePlanSchema,
  type SideName,
  sideNames,
} from '../../contract/comparison.ts';
import { type Environment, environmentSchema, shortRevision } from '../../contract/environment.ts';
import { BenchError } from '../../contract/errors.ts';
import { plural } from '../../contract/plural.ts';
import type { Compared } from '../../contract/reader-calls.ts';
import type { RunRecord } from '../../contract/run.ts';
import { settingDifferences } from '../../contract/settings.ts';
import type { StoredSample } from '../../store/read-samples.ts';
import type { Store } from '../../store/store.ts';

/** What it takes of a store. */
export type SamplesSource = Pick<Store, 'readRun' | 'documentsOf' | 'samplesOf'>;

/** @throws BenchError `run.not_found`, `compare.*`, `store.*` */
export function readSamples(store: SamplesSource, of: Compared, noise: MachineNoise | null): ComparisonSamples {
  return 'run' in of ? readInterleaved(store, of.run, noise) : readStored(store, of, noise);
}

type StoredCompared = Extract<Compared, { sides: unknown }>;

/** The plan of a run that is a comparison, else null. */
export function comparePlanOf({ kind, plan }: Pick<RunRecord, 'kind' | 'plan'>): ComparePlan | null {
  return kind === 'compare' ? keptComparePlanSchema.parse(plan).comparison : null;
}

function readInterleaved(store: SamplesSource, runId: string, noise: MachineNoise | null): ComparisonSamples {
  const run = store.readRun(runId);
  const plan = comparePlanOf(run);
  if (plan === null) throw new BenchError('compare.not_a_comparison', { run: runId });
  const environment = environmentSchema.parse(run.environment);
  const documents = store.documentsOf(runId);
  const indices = new Map(documents.map(({ id }, index) => [id, index]));
  const byPass = Map.groupBy(store.samplesOf(runId), ({ pass }) => pass);
  const settings = settingsWithCode(plan, environment);
  const labels = settingDifferences(settings);
  return {
    metric: plan.metric,
    materiality: plan.materiality,
    seed: plan.seed,
    blocks: plan.blocks,
    preset: plan.preset,
    design: 'interleaved',
    documents: documents.map(({ file }) => file),
    documents_left_out: 0,
    sides: plan.sides.map(({ name, settings: { host } }, index) => ({
      name,
      label: labels[index] ?? '',
      settings: settings[index] ?? {},
      runs: [runId],
      versions: environment.side_versions[name] ?? {},
      surroundings: surroundingsOf(environment, host === 'auto' ? environment.host : host),
      gpu_libraries: environment.gpu_libraries,
    })),
    passes: planPasses(plan).map((pass) => ({ ...pass, jobs: toJobs(byPass.get(pass.number) ?? [], indices) })),
    noise,
  };
}

/** Whatever else the sides differ in, code is named among it, and may have moved any stage. */
function settingsWithCode({ sides }: ComparePlan, { git_revision, versions }: Environment): SideSample['settings'][] {
  if (sides.every(({ code }) => code === undefined)) return sides.map(({ settings }) => settings);
  const own = git_revision === null ? `version ${versions['rythmiq-bench'] ?? 'unknown'}` : shortRevision(git_revision);
  return sides.map(({ settings, code }) => ({ ...settings, [CODE_KEY]: code?.name ?? own }));
}

function readStored(store: SamplesSource, of: StoredCompared, noise: MachineNoise | null): ComparisonSamples {
  const { sides } = of;
  const runs = sides.map((ids) => ids.map((id) => store.readRun(id)));
  refuseUnlikeRuns(sides, runs);
  for (const run of runs.flat()) if (run.kind === 'compare') throw new BenchError('compare.is_comparison', { run: run.id });
  const contents = sides.map((ids) => ids.map((id) => contentsOf(store, id)));
  const known = contents.flat();
  const keys = [...new Set(known.flatMap((content) => [...content.keys()]))];
  const shared = keys.filter((key) => known.every((content) => content.has(key)));
  if (shared.length === 0) throw new BenchError('compare.no_shared_document');
  const labels = settingDifferences(runs.map(([run]) => run?.settings ?? {}));
  return {
    metric: of.metric ?? 'cpu',
    materiality: of.materiality ?? DEFAULT_MATERIALITY,
    seed: 0,
    blocks: Math.ceil(Math.max(...sides.map((ids) => ids.length)) / 2),
    preset: null,
    design: 'stored',
    documents: shared.map((key) => known[0]?.get(key)?.file ?? ''),
    documents_left_out: keys.length - shared.length,
    sides: runs.map((ofSide, index) => storedSide(sideNames[index] ?? 'd', ofSide, labels[index] ?? '')),
    passes: storedPasses(store, sides, contents, shared),
    noise,
  };
}

/** A run is one pass: it may not stand for two, and the passes of a side are of the same settings. */
function refuseUnlikeRuns(sides: readonly (readonly string[])[], runs: readonly (readonly RunRecord[])[]): void {
  const ids = sides.flat();
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new BenchError('compare.run_twice', { run: twice });
  const counts = [...new Set(sides.map((side) => side.length))];
  if (counts.length > 1) throw new BenchError('compare.unequal_sides', { counts: sides.map((side) => side.length).join(', ') });
  for (const [index, ofSide] of runs.entries()) {
    const [what] = settingDifferences(ofSide.map(({ settings }) => settings));
    if (what) throw new BenchError('compare.side_mixed', { side: sideNames[index] ?? '', what });
  }
}

/** The n-th runs of all sides make a pair, as the halves of blocks do. */
function storedPasses(
  store: SamplesSource,
  sides: readonly (readonly string[])[],
  contents: readonly (readonly Contents[])[],
  shared: readonly string[],
): PassSample[] {
  const passes: PassSample[] = [];
  const rounds = Math.max(...sides.map((ids) => ids.length));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, ids] of sides.entries()) {
      const id = ids[round];
      if (id === undefined) continue;
      const indices = new Map(shared.map((key, place) => [contents[index]?.[round]?.get(key)?.id ?? 0, place]));
      passes.push({
        side: sideNames[index] ?? 'd',
        number: passes.length,
        block: Math.floor(round / 2),
        half: round % 2 === 0 ? 0 : 1,
        jobs: toJobs(store.samplesOf(id), indices),
      });
    }
  }
  return passes;
}

type Contents = ReadonlyMap<string, { readonly id: number; readonly file: string }>;

/** The documents of a run by what is in them: the same file in another folder is the same document. */
function contentsOf(store: SamplesSource, run: string): Contents {
  return new Map(
    store.documentsOf(run).map(({ id, sha256, etag, file, root }) => [sha256 ?? etag ?? `${root}/${file}`, { id, file }]),
  );
}

function storedSide(name: SideName, runs: readonly RunRecord[], settings: string): SideSample {
  const [first] = runs;
  const environments = runs.map((run) => environmentSchema.parse(run.environment));
  const [environment] = environments;
  const names = [...new Set(runs.map((run) => (run.name === '' ? run.id.slice(0, 8) : run.name)))].join(', ');
  const gpu = environments.flatMap(({ gpu_libraries }) => gpu_libraries ?? []);
  return {
    name,
    label: settings === '' ? names : `${names}: ${settings}`,
    settings: first?.settings ?? {},
    runs: runs.map(({ id }) => id),
    versions: environment?.versions ?? {},
    surroundings: environment === undefined ? {} : surroundingsOf(environment, environment.host),
    gpu_libraries: environments.every(({ gpu_libraries }) => gpu_libraries === null) ? null : [...new Set(gpu)],
  };
}

function surroundingsOf(environment: Environment, host: string): SideSample['surroundings'] {
  const { cpu_model, cores, core_quota, platform, os_release } = environment;
  const quota = core_quota === null ? '' : `, limited to ${core_quota}`;
  return { machine: `${cpu_model}, ${plural(cores, 'core')}${quota}`, system: `${platform}, ${os_release}`, host };
}

/** Jobs on documents without an index are left out. */
function toJobs(samples: readonly StoredSample[], indices: ReadonlyMap<number, number>): JobSample[] {
  return samples.flatMap(({ document_id, side: _side, pass: _pass, state, accuracy, stages, ...sample }) => {
    const document = indices.get(document_id);
    if (document === undefined) return [];
    const costs = Object.values(stages);
    return [
      {
        ...sample,
        document,
        stages,
        state: state === 'succeeded' || state === 'failed' ? state : 'unfinished',
        cpu_us: costs.reduce((sum, cost) => sum + cost.cpu_us, 0),
        wall_us: costs.reduce((sum, cost) => sum + cost.wall_us, 0),
        accuracy: accuracy === null ? null : jobAccuracySchema.parse(JSON.parse(accuracy)),
      },
    ];
  });
}
