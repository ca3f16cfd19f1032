/**
 * Comparisons written by hand, in the form and with the numbers of real ones: OCR threads 4 against 2 and a sweep of them, and
 * what can come out otherwise. For tests and to look at the screen without measuring.
 */
import {
  COMPARISON_FORMAT,
  type ComparedDocument,
  type CompareMetric,
  type Comparison,
  type Contrast,
  type Control,
  type Effect,
  type EffectVerdict,
  type Interval,
  type SideName,
  type SideResult,
  sideNames,
  type Verdict,
} from '../../../../pipeline/contract/comparison.ts';
import { type StageName, stageNames } from '../../../../pipeline/contract/stages.ts';
import { randomFrom } from '../../../flame/testing/synthetic-timeline.ts';

export interface SamplePlan {
  readonly sides?: 2 | 3 | 4;
  readonly documents?: number;
  readonly verdict?: Verdict;
  /** Pass pairs; one has no interval. */
  readonly pairs?: number;
  readonly longNames?: boolean;
  readonly complete?: boolean;
}

export const SAMPLE_RUN = '0190cccc-0000-7000-8000-000000000001';
const id = (side: number, document: number): string => `0190dddd-000${side}-7000-8000-${document.toString(16).padStart(12, '0')}`;

/** CPU seconds of a document, and how many cores the stage keeps busy. */
const stageCosts: Readonly<Partial<Record<StageName, readonly [cpu: number, cores: number]>>> = {
  fetch: [0.004, 0.31],
  quality_scoring: [0.212, 0.98],
  enhancement: [0.164, 1.21],
  ocr: [1.862, 1.64],
  schema_adaptation: [0.011, 0.99],
  upload: [0.083, 0.88],
};
const controls: readonly StageName[] = ['fetch', 'quality_scoring', 'upload'];

const interval = (estimate: number, width: number): Interval => ({
  estimate,
  low: estimate * (1 - width),
  high: estimate * (1 + width),
});

const ratioInterval = (estimate: number, width: number): Interval => ({
  estimate,
  low: estimate * Math.exp(-width),
  high: estimate * Math.exp(width),
});

const reasons: Readonly<Record<EffectVerdict, string>> = {
  faster: 'The whole interval lies below 1, and the estimate beyond the 2 % that matter (p 0.0012 after Holm).',
  slower: 'The whole interval lies above 1, and the estimate beyond the 2 % that matter (p 0.0087 after Holm).',
  equivalent: 'The whole interval lies within the 2 % that do not matter.',
  cannot_tell: 'The interval reaches over 1 and beyond the 2 % that matter.',
};

function effect(metric: CompareMetric, estimate: number, width: number, pairs: number): Effect {
  const ratio = ratioInterval(estimate, pairs === 1 ? 0 : width);
  const single = pairs === 1;
  const verdict: EffectVerdict = single
    ? 'cannot_tell'
    : ratio.high < 1 && estimate < 0.98
      ? 'faster'
      : ratio.low > 1 && estimate > 1.02
        ? 'slower'
        : ratio.low > 0.98 && ratio.high < 1.02
          ? 'equivalent'
          : 'cannot_tell';
  return {
    metric,
    ratio,
    bootstrap: single ? null : { low: ratio.low * 0.995, high: ratio.high * 1.006 },
    p: single ? null : 0.0004,
    p_holm: single ? null : 0.0012,
    pairs,
    statistic: 'log_ratio',
    verdict,
    reason: single ? 'One pass pair is no replicate: there is no interval.' : reasons[verdict],
    more_blocks: verdict === 'cannot_tell' && !single ? 4 : null,
  };
}

/** Ratio of a side's OCR to side a's: threads 4, 2, 1, 8. */
const ocrRatios = [1, 0.787, 0.741, 1.236];
const threads = ['4', '2', '1', '8'];

function sideResult(at: number, plan: Required<SamplePlan>): SideResult {
  const name = sideNames[at] ?? 'a';
  const factor = plan.verdict === 'equivalent' || plan.verdict === 'cannot_tell' ? 1 + at * 0.004 : (ocrRatios[at] ?? 1);
  const width = plan.pairs === 1 ? 0 : 0.018;
  const stages: SideResult['stages'] = {};
  let cpu = 0;
  let wall = 0;
  for (const [stage, [cost, cores]] of Object.entries(stageCosts) as [StageName, readonly [number, number]][]) {
    const own = cost * (stage === 'ocr' ? factor : 1 + 0.004 * at);
    const busy = stage === 'ocr' ? Math.min(2, cores * (1 - 0.22 * at + 0.06 * at * at)) : cores;
    stages[stage] = {
      cpu_seconds: interval(own, width),
      wall_seconds: interval(own / busy, width * 1.2),
      cores_busy: interval(busy, width),
    };
    cpu += own;
    wall += own / busy;
  }
  const inadmissible = plan.verdict === 'inadmissible' && at === 1;
  return {
    name,
    label: plan.longNames
      ? `ocr.model=/home/someone/very/long/folder/of/models/that/nobody/should/have/to/read/tessdata_best_int_2026_11_variant_${threads[at]}, ocr.threads=${threads[at]}, ocr.maxSide=1600`
      : `ocr.threads=${threads[at]}`,
    settings: {
      'ocr.engine': 'paddle',
      'ocr.threads': Number(threads[at]),
      'ocr.model': plan.longNames ? `/home/someone/very/long/folder/of/models/variant_${threads[at]}` : 'auto',
      workers: 1,
      'enhancement.skip': 'auto',
    },
    runs: [SAMPLE_RUN],
    versions: { 'onnxruntime-node': '1.30.0', 'PP-OCRv4 mobile det': 'sha256 1f3a…', node: '24.21.0', sharp: '0.35.5' },
    passes: plan.pairs * 2,
    documents: plan.documents,
    jobs: {
      warm: plan.documents * plan.pairs * 2 - 6,
      cold: 6,
      failed: inadmissible ? 2 : 0,
      unfinished: plan.complete ? 0 : 11,
    },
    cpu_seconds: interval(cpu, width),
    wall_seconds: interval(wall, width * 1.2),
    cores_busy: interval(cpu / wall, width),
    documents_per_cpu_hour: interval(3600 / cpu, width),
    cold: { jobs: 6, cpu_seconds: cpu + 0.92, wall_seconds: wall + 0.71 },
    stages,
    idle_spin_cpu_seconds: at === 1 ? null : interval(0.21 * factor, width),
    accuracy: {
      documents: plan.documents,
      cer: inadmissible ? 0.213 : 0.0412 + at * 0.0003,
      cer_without_spaces: inadmissible ? 0.187 : 0.0288,
      wer: 0.112,
      omitted: 0.006,
      misread: 0.0352,
      field_f1: 0.93,
      field_precision: 0.95,
      field_recall: 0.91,
      fields: {
        document_number: { right: 18, of: 20 },
        total: { right: 19, of: 20 },
        ...(at === 0 ? {} : { currency: { right: 12, of: 20 } }),
      },
    },
    invariants: [
      { name: 'ocr_on_every_job', holds: true, sentence: 'OCR ran on every document.' },
      { name: 'required_fields', holds: true, sentence: 'Required fields were found as often as on side a.' },
      {
        name: 'text',
        holds: at === 0 ? null : !inadmissible,
        sentence:
          at === 0
            ? 'Side a is what the others are held against.'
            : inadmissible
              ? 'CER is 21.3 %, and side a has 4.1 % (interval of the difference 14.0 to 20.4 points).'
              : 'CER is no worse than on side a (difference 0.0 points, interval −0.2 to 0.2).',
      },
      { name: 'error_rate', holds: true, sentence: '0 of 114 documents failed; 1 % are allowed.' },
      { name: 'no_gpu', holds: true, sentence: 'No graphics library was loaded.' },
    ],
    admissible: !inadmissible,
  };
}

function contrastOf(at: number, plan: Required<SamplePlan>): Contrast {
  const { pairs, verdict } = plan;
  const still = verdict === 'equivalent' || verdict === 'cannot_tell';
  const width = verdict === 'cannot_tell' ? 0.06 : 0.012;
  const factor = still ? 1.004 : (ocrRatios[at] ?? 1);
  const total = still ? 1.003 : 1 + (factor - 1) * 0.8;
  const moved = verdict === 'unproven';
  const stageRatio = (stage: StageName): readonly [number, number] => {
    if (stage === 'ocr') return [factor, width];
    if (stage === 'fetch') return moved ? [1.148, 0.02] : [1.01, 0.31];
    if (stage === 'schema_adaptation') return [0.996, 0.03];
    return [1.002, 0.009];
  };
  const stages: Contrast['stages'] = {};
  for (const stage of stageNames) {
    if (stageCosts[stage] === undefined) continue;
    const [estimate, own] = stageRatio(stage);
    stages[stage] = {
      cpu: effect('cpu', estimate, own, pairs),
      wall: effect('wall', stage === 'ocr' ? factor * 1.18 : estimate, own * 1.3, pairs),
      is_control: controls.includes(stage),
    };
  }
  const controlled = controls.map((stage): Control => {
    const [estimate, own] = stageRatio(stage);
    return {
      stage,
      metric: 'cpu',
      effect: effect('cpu', estimate, own, pairs),
      noise_floor: stage === 'fetch' ? 0.06 : 0.012,
      floor_from: stage === 'fetch' ? 'default' : 'measured',
      moved: moved && stage === 'fetch',
    };
  });
  const side = sideNames[at] ?? 'b';
  const cpu = effect('cpu', total, width, pairs);
  const own: Verdict = moved || verdict === 'inadmissible' ? verdict : cpu.verdict;
  return {
    side,
    verdict: own,
    sentence: sentenceOf(own, side, at, total),
    cpu,
    wall: effect('wall', total * 1.1, width * 1.4, pairs),
    stages,
    controls: controlled,
    band:
      plan.sides === 2 && !still && pairs > 1
        ? {
            low: 0.1,
            high: 0.2,
            position: 'within',
            sentence: 'The report expects 10 to 20 % less CPU; 17.0 % (16.0 to 18.0 %) were measured, within the band.',
          }
        : null,
  };
}

function sentenceOf(verdict: Verdict, side: SideName, at: number, ratio: number): string {
  const label = `ocr.threads=${threads[at]}`;
  const percent = `${Math.abs((1 - ratio) * 100).toFixed(1)} %`;
  switch (verdict) {
    case 'faster':
      return `${label} needs ${percent} less CPU per document than ocr.threads=4 (95 % interval 16.0 to 18.0 % less).`;
    case 'slower':
      return `${label} needs ${percent} more CPU per document than ocr.threads=4 (95 % interval 17.1 to 20.6 % more).`;
    case 'equivalent':
      return `${label} needs as much CPU per document as ocr.threads=4, within ±2 % (95 % interval 0.9 % less to 1.5 % more).`;
    case 'cannot_tell':
      return `It cannot be told whether ${label} needs less CPU per document than ocr.threads=4 (95 % interval 5.5 % less to 6.5 % more).`;
    case 'unproven':
      return `Unproven: the machine moved. fetch used 14.8 % more CPU on side ${side}, and this change cannot move it.`;
    case 'inadmissible':
      return `Side ${side} (${label}) is inadmissible, however fast: its text is worse than that of side a.`;
  }
}

function documentsOf(plan: Required<SamplePlan>): ComparedDocument[] {
  const random = randomFrom(7);
  return Array.from({ length: plan.documents }, (_, at) => {
    const size = 0.4 + 3 * random() ** 2;
    const folder = plan.longNames ? 'scans/2026/november/region-north/branch-0017/incoming/post/unsorted/of-the-week/' : '';
    const missing = at === 3;
    return {
      file: `${folder}${at % 3 === 0 ? 'standard-path' : 'fast-path'}/doc_${String(at + 1).padStart(3, '0')}.jpg`,
      sides: sideNames.slice(0, plan.sides).map((_, side) => {
        const noise = Math.exp((random() - 0.5) * 0.16 + (random() > 0.97 ? 0.4 : 0));
        const cpu = size * (1 + ((ocrRatios[side] ?? 1) - 1) * 0.8) * noise;
        const expected = at % 5 === 4 ? null : 6;
        return {
          cpu_seconds: missing && side === 1 ? null : cpu,
          wall_seconds: missing && side === 1 ? null : cpu / 1.4,
          cer: at % 5 === 4 ? null : 0.03 * random() + (at === 1 && side === 1 ? 0.2 : 0),
          fields_right: expected === null ? null : expected - (at % 4 === 1 && side === 1 ? 2 : 0),
          fields_expected: expected,
          failed: missing && side === 1 ? 2 : 0,
          path: at % 3 === 0 ? 'standard' : 'fast',
          job: missing && side === 1 ? null : id(side, at),
        } as const;
      }),
    };
  });
}

export function sampleComparison(wanted: SamplePlan = {}): Comparison {
  const plan = { sides: 2, documents: 20, verdict: 'faster', pairs: 6, longNames: false, complete: true, ...wanted } as const;
  const sides = Array.from({ length: plan.sides }, (_, at) => sideResult(at, plan));
  const contrasts = sides.slice(1).map((_, at) => contrastOf(at + 1, plan));
  const [first] = contrasts;
  const total = (at: number): number => 1 + ((ocrRatios[at] ?? 1) - 1) * 0.8;
  return {
    format: COMPARISON_FORMAT,
    verdict: plan.complete ? (first?.verdict ?? 'cannot_tell') : 'cannot_tell',
    sentence: plan.complete
      ? (first?.sentence ?? '')
      : 'The comparison is not done: 5 of 12 passes are missing, and no verdict is given before the plan is done.',
    metric: 'cpu',
    materiality: 0.02,
    seed: 20_261_123,
    blocks: Math.ceil(plan.pairs / 2),
    preset: plan.sides === 2 ? 'threads' : null,
    complete: plan.complete,
    sweep: plan.longNames ? null : { key: 'ocr.threads', values: threads.slice(0, plan.sides) },
    sides,
    contrasts,
    matrix: sides.map((_, row) =>
      sides.map((__, column) => (row === column ? null : effect('cpu', total(row) / total(column), 0.013, plan.pairs))),
    ),
    detectable: { mde: 0.021, pair_noise: 0.0174, noise_from: 'this_comparison', pairs: plan.pairs },
    documents: documentsOf(plan),
    warnings:
      plan.verdict === 'faster' && plan.sides === 2 && !plan.longNames
        ? []
        : [
            {
              code: 'noise.steal',
              message:
                'The hypervisor took 1.4 % of the CPU time during the run; wall seconds are too long, repeat on a quieter machine.',
            },
            {
              code: 'compare.hosts_differ',
              message: 'Side b ran in utility processes and side a in node processes: the difference may be theirs.',
            },
          ],
  };
}

/** Made, and no pass done yet. */
export function emptyComparison(): Comparison {
  const made = sampleComparison({ complete: false });
  return {
    ...made,
    documents: [],
    detectable: null,
    warnings: [],
    sides: made.sides.map((side) => ({
      ...side,
      passes: 0,
      documents: 0,
      jobs: { warm: 0, cold: 0, failed: 0, unfinished: 120 },
      cpu_seconds: null,
      wall_seconds: null,
      cores_busy: null,
      documents_per_cpu_hour: null,
      cold: { jobs: 0, cpu_seconds: null, wall_seconds: null },
      stages: {},
      idle_spin_cpu_seconds: null,
      accuracy: null,
    })),
    contrasts: made.contrasts.map((contrast) => ({
      ...contrast,
      verdict: 'cannot_tell',
      cpu: {
        ...contrast.cpu,
        ratio: null,
        bootstrap: null,
        p: null,
        p_holm: null,
        pairs: 0,
        verdict: 'cannot_tell',
        more_blocks: null,
      },
      wall: {
        ...contrast.wall,
        ratio: null,
        bootstrap: null,
        p: null,
        p_holm: null,
        pairs: 0,
        verdict: 'cannot_tell',
        more_blocks: null,
      },
      stages: {},
      controls: [],
      band: null,
    })),
    matrix: made.matrix.map((row) => row.map(() => null)),
  };
}
