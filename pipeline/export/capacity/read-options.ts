/**
 * Ways to spend less, out of the comparisons that the database holds: what each saved by CPU, whatever it was judged by; then
 * the presets that nobody measured, with the command that would.
 */
import { compareSamples } from '../../analysis/comparison/compare.ts';
import { differingKeys } from '../../analysis/comparison/movable-stages.ts';
import type { MachineNoise } from '../../analysis/comparison/samples.ts';
import { change, range } from '../../analysis/comparison/words.ts';
import type { AdjustOption } from '../../contract/capacity.ts';
import type { ComparePlan, Contrast } from '../../contract/comparison.ts';
import { environmentSchema } from '../../contract/environment.ts';
import { type Preset, presetNamed, presets } from '../../contract/presets.ts';
import type { JsonObject, RunRecord } from '../../contract/run.ts';
import type { Store } from '../../store/store.ts';
import { readMachineNoise } from '../comparison/machine-noise.ts';
import { comparePlanOf, readSamples } from '../comparison/read-samples.ts';
import { machineKey } from './subject.ts';

/** Heads are looked at; to reckon one takes its jobs, and time. */
const LOOKED_AT = 60;
const MOST_RECKONED = 10;
const MOST_WITHOUT_PRESET = 5;

interface Candidate {
  readonly run: RunRecord;
  readonly preset: Preset | null;
  readonly before: JsonObject;
  readonly after: JsonObject;
  /** Settings that the option changes. */
  readonly keys: readonly string[];
}

/** @param settings of the run that is to spend less */
export function readOptions(store: Store, settings: JsonObject): AdjustOption[] {
  const noiseOf = noiseReader(store);
  const candidates = findCandidates(store);
  const measured = candidates.map((candidate) => measuredOption(store, candidate, settings, noiseOf(candidate.run)));
  const known = new Set(candidates.map(({ preset }) => preset?.name));
  const unmeasured = presets.filter(({ name }) => !known.has(name)).map((preset) => unmeasuredOption(preset, settings));
  return [...measured, ...unmeasured]
    .toSorted((one, other) => one.rank - other.rank || one.ratio - other.ratio)
    .map(({ option }) => option);
}

interface Ranked {
  readonly option: AdjustOption;
  /** What would save comes first, what was measured next. */
  readonly rank: 0 | 1 | 2;
  readonly ratio: number;
}

function findCandidates(store: Store): Candidate[] {
  const found: Candidate[] = [];
  const seen = new Set<string>();
  let withoutPreset = 0;
  for (const id of store.completedComparisons(LOOKED_AT)) {
    if (found.length === MOST_RECKONED) break;
    const candidate = toCandidate(store.readRun(id));
    // A setting against itself is no option.
    if (candidate === null || candidate.keys.length === 0) continue;
    if (candidate.preset !== null) {
      if (seen.has(candidate.preset.name)) continue;
      seen.add(candidate.preset.name);
    } else {
      if (withoutPreset === MOST_WITHOUT_PRESET) continue;
      withoutPreset += 1;
    }
    found.push(candidate);
  }
  return found;
}

function toCandidate(run: RunRecord): Candidate | null {
  const plan: ComparePlan | null = comparePlanOf(run);
  const [a, b] = plan?.sides ?? [];
  // Another revision's code is nothing that a setting could bring.
  if (a === undefined || b === undefined || a.code !== undefined || b.code !== undefined) return null;
  const preset = plan?.preset ? (presetNamed(plan.preset) ?? null) : null;
  const before = { ...a.settings } as JsonObject;
  const after = { ...b.settings } as JsonObject;
  return { run, preset, before, after, keys: differingKeys(before, after) };
}

function measuredOption(store: Store, candidate: Candidate, settings: JsonObject, noise: MachineNoise | null): Ranked {
  const { run, preset, before, after, keys } = candidate;
  const samples = { ...readSamples(store, { run: run.id }, noise), metric: 'cpu' as const };
  const contrast = compareSamples(samples).contrasts.find(({ side }) => side === 'b');
  const ratio = contrast?.cpu.ratio ?? null;
  const sameSettings = differingKeys(before, settings).every((key) => keys.includes(key));
  const isInForce = keys.every((key) => settings[key] === after[key]);
  const option: AdjustOption = {
    title:
      preset?.title ??
      keys.map((key) => `${key} ${String(before[key] ?? 'unset')} → ${String(after[key] ?? 'unset')}`).join(', '),
    preset: preset?.name ?? null,
    expected: preset?.expected ?? null,
    comparison: run.id,
    ratio,
    verdict: contrast?.verdict ?? null,
    same_settings: sameSettings,
    sentence: [
      contrast === undefined ? "Can't tell: nothing could be compared." : findingInWords(contrast),
      ...(sameSettings ? [] : ["Measured with other settings than this run's."]),
      ...(isInForce ? ['This run has it already.'] : []),
    ].join(' '),
    command: `rbench compare --run ${run.id.slice(0, 8)}`,
  };
  const saves = contrast?.verdict === 'faster' && !isInForce;
  return { option, rank: saves ? 0 : 1, ratio: ratio?.estimate ?? Number.MAX_VALUE };
}

/** Where there is no plain finding, the comparison's own sentence says why. */
function findingInWords({ verdict, cpu: { ratio }, sentence }: Contrast): string {
  if (ratio === null) return sentence;
  if (verdict === 'faster' || verdict === 'slower') return `Takes ${change(ratio.estimate)} CPU (${range(ratio)}).`;
  if (verdict === 'equivalent') return `Takes as much CPU (${range(ratio)}).`;
  return sentence;
}

function unmeasuredOption(preset: Preset, settings: JsonObject): Ranked {
  const { name, title, expected, sides } = preset;
  const command = `rbench compare --preset ${name}`;
  const isInForce = Object.entries(sides[1]).every(([key, value]) => settings[key] === value);
  return {
    option: {
      title,
      preset: name,
      expected,
      comparison: null,
      ratio: null,
      verdict: null,
      same_settings: false,
      sentence: `Not measured; \`${command}\` would tell.${isInForce ? ' This run has it already.' : ''}`,
      command,
    },
    rank: 2,
    ratio: isInForce ? 1 : 1 - expected.high,
  };
}

/** What a machine's own noise is takes several comparisons to read: once for each machine. */
function noiseReader(store: Store): (run: RunRecord) => MachineNoise | null {
  const known = new Map<string, MachineNoise | null>();
  return ({ environment }) => {
    const machine = machineKey(environmentSchema.parse(environment));
    const noise = known.has(machine) ? (known.get(machine) ?? null) : readMachineNoise(store, environment, null);
    known.set(machine, noise);
    return noise;
  };
}
