/**
 * For tests: comparisons of a machine whose truth is known. Every pass has noise of its own, which all its documents and stages
 * share; each stage and document adds more; and the machine drifts over the session. Knows no test runner.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { JobAccuracy } from '../../../contract/accuracy.ts';
import type { SideName } from '../../../contract/comparison.ts';
import { defaultSettings, type Settings } from '../../../contract/settings.ts';
import type { StageName } from '../../../contract/stages.ts';
import { planPasses } from '../plan.ts';
import type { ComparisonSamples, Cost, JobSample } from '../samples.ts';

export interface Simulation {
  readonly seed: number;
  readonly blocks?: number;
  readonly documents?: number;
  readonly sides?: readonly Partial<Settings>[];
  /** Over the whole session, relative. */
  readonly drift?: number;
  /** Standard deviations, relative. */
  readonly passNoise?: number;
  readonly documentNoise?: number;
  /** True factor on a stage of a side other than the first. */
  readonly effect?: (side: SideName, stage: StageName) => number;
  readonly accuracy?: (side: SideName, document: number) => JobAccuracy | null;
  readonly more?: Partial<ComparisonSamples>;
}

export type Normal = () => number;

/** Box and Muller. */
export function normals(seed: number): Normal {
  const source = xoroshiro128plus(seed * 7919 + 13);
  for (let skipped = 0; skipped < 16; skipped += 1) source.next();
  return () => {
    const radius = Math.sqrt(-2 * Math.log(1 - uniformFloat64(source)));
    return radius * Math.cos(2 * Math.PI * uniformFloat64(source));
  };
}

/** Microseconds of a middling document, as measured on real ones; `fetch` is tiny and restless. */
const stageCosts = {
  fetch: 500,
  quality_scoring: 40_000,
  enhancement: 60_000,
  ocr: 1_400_000,
  schema_adaptation: 4_000,
  upload: 70_000,
};
const stageNoise: Partial<Record<StageName, number>> = { fetch: 0.2, schema_adaptation: 0.08 };
const STAGE_NOISE = 0.01;
const stages = Object.entries(stageCosts) as [StageName, number][];

const names: readonly SideName[] = ['a', 'b', 'c', 'd'];
const defaultSides: readonly Partial<Settings>[] = [{ 'ocr.threads': 4 }, { 'ocr.threads': 2 }];

export function simulate({
  seed,
  blocks = 5,
  documents = 12,
  sides = defaultSides,
  drift = 0.05,
  passNoise = 0.03,
  documentNoise = 0.04,
  effect = () => 1,
  accuracy = () => null,
  more = {},
}: Simulation): ComparisonSamples {
  const normal = normals(seed);
  const named = sides.map((settings, index) => ({ name: names[index] ?? 'd', settings: { ...defaultSettings, ...settings } }));
  const plan = planPasses({ seed, blocks, sides: named });
  // Documents differ by a factor of ten and more.
  const sizes = Array.from({ length: documents }, () => Math.exp(0.8 * normal()));
  let jobNumber = 0;
  const passes = plan.map((pass) => {
    const mood = passNoise * normal() + (drift * pass.number) / plan.length;
    const stageMoods = new Map(stages.map(([stage]) => [stage, (stageNoise[stage] ?? STAGE_NOISE) * normal()]));
    const costOf = (stage: StageName, middling: number, document: number): Cost => {
      const noise = mood + (stageMoods.get(stage) ?? 0) + documentNoise * normal();
      const cpu_us = Math.max(1, Math.round(middling * (sizes[document] ?? 1) * effect(pass.side, stage) * Math.exp(noise)));
      return { cpu_us, wall_us: Math.round(cpu_us * 1.1) + 100 };
    };
    const read = (document: number, temperature: 'cold' | 'warm'): JobSample => {
      const costs = stages.map(([stage, middling]) => [stage, costOf(stage, middling, document)] as const);
      jobNumber += 1;
      return {
        job: `00000000-0000-4000-8000-${String(jobNumber).padStart(12, '0')}`,
        document,
        state: 'succeeded',
        temperature,
        path: document % 3 === 0 ? 'standard' : 'fast',
        cpu_us: costs.reduce((sum, [, cost]) => sum + cost.cpu_us, 0),
        wall_us: costs.reduce((sum, [, cost]) => sum + cost.wall_us, 0),
        stages: Object.fromEntries(costs),
        idle_spin_us: 0,
        accuracy: accuracy(pass.side, document),
        lacks_required_field: false,
      };
    };
    const warm = Array.from({ length: documents }, (_, document) => read(document, 'warm'));
    return { ...pass, jobs: [read(pass.block % documents, 'cold'), ...warm] };
  });
  return {
    metric: 'cpu',
    materiality: 0.02,
    seed,
    blocks,
    preset: null,
    design: 'interleaved',
    documents: sizes.map((_, document) => `doc_${document}.jpg`),
    documents_left_out: 0,
    sides: named.map(({ name, settings }, index) => ({
      name,
      label: Object.entries(sides[index] ?? {})
        .map(([key, value]) => `${key}=${value}`)
        .join(', '),
      settings,
      runs: ['0b7d1c52-4c1e-4f3a-9a55-6f2f0c9f1d11'],
      versions: { sharp: '0.35.5' },
      surroundings: { machine: 'A machine, 2 cores', host: 'node' },
      gpu_libraries: [],
    })),
    passes,
    noise: null,
    ...more,
  };
}
