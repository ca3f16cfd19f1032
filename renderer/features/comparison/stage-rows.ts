/** What one side did to each stage and to the whole, beside side `a`: the rows of the interval chart and of its table. */
import type {
  CompareMetric,
  Comparison,
  Contrast,
  Control,
  Effect,
  Interval,
  SideResult,
} from '../../../pipeline/contract/comparison.ts';
import { type StageName, stageNames } from '../../../pipeline/contract/stages.ts';

export interface StageRow {
  readonly kind: 'stage' | 'idle_spin' | 'total';
  /** The stage; of idle spin the one that it lies in; null of the total. */
  readonly stage: StageName | null;
  /** Per document; null where the side did not run it. */
  readonly a: Interval | null;
  readonly b: Interval | null;
  readonly coresA: Interval | null;
  readonly coresB: Interval | null;
  /** Null where nothing judges it. */
  readonly effect: Effect | null;
  readonly isControl: boolean;
  /** Of this metric; null for what is none. */
  readonly control: Control | null;
}

export const sideOf = (comparison: Comparison, name: string): SideResult | undefined =>
  comparison.sides.find((side) => side.name === name);

const figureOf = { cpu: 'cpu_seconds', wall: 'wall_seconds' } as const;

/** In the order of the pipeline, idle spin after `ocr`, the total last. */
export function stageRows(comparison: Comparison, contrast: Contrast, metric: CompareMetric): StageRow[] {
  const [a, b] = [comparison.sides[0], sideOf(comparison, contrast.side)];
  if (a === undefined || b === undefined) return [];
  const figure = figureOf[metric];
  const rows: StageRow[] = [];
  for (const stage of stageNames) {
    const [own, other, effects] = [a.stages[stage], b.stages[stage], contrast.stages[stage]];
    if (own !== undefined || other !== undefined || effects !== undefined) {
      rows.push({
        kind: 'stage',
        stage,
        a: own?.[figure] ?? null,
        b: other?.[figure] ?? null,
        coresA: own?.cores_busy ?? null,
        coresB: other?.cores_busy ?? null,
        effect: effects?.[metric] ?? null,
        isControl: effects?.is_control ?? false,
        control: contrast.controls.find((control) => control.stage === stage && control.metric === metric) ?? null,
      });
    }
    const spins = a.idle_spin_cpu_seconds !== null || b.idle_spin_cpu_seconds !== null;
    if (stage === 'ocr' && metric === 'cpu' && spins) rows.push(idleSpin(a, b));
  }
  rows.push({
    kind: 'total',
    stage: null,
    a: a[figure],
    b: b[figure],
    coresA: a.cores_busy,
    coresB: b.cores_busy,
    effect: contrast[metric],
    isControl: false,
    control: null,
  });
  return rows;
}

const idleSpin = (a: SideResult, b: SideResult): StageRow => ({
  kind: 'idle_spin',
  stage: 'ocr',
  a: a.idle_spin_cpu_seconds,
  b: b.idle_spin_cpu_seconds,
  coresA: null,
  coresB: null,
  effect: null,
  isControl: false,
  control: null,
});

export function rowName({ kind, stage }: StageRow): string {
  if (kind === 'total') return 'all stages';
  return kind === 'idle_spin' ? `idle spin, inside ${stage}` : (stage ?? '');
}

/** Why the row has its verdict, in a sentence or two. */
export function reasonOf({ kind, effect, isControl, control }: StageRow): string {
  if (kind === 'idle_spin')
    return 'What threads burnt after their answer until they slept; it is part of ocr and not judged on its own.';
  if (effect === null) return 'Neither side was judged here.';
  if (control?.moved)
    return `${effect.reason} The change cannot move this stage, and it moved beyond this machine’s noise floor.`;
  return isControl ? `${effect.reason} It is a control: the change cannot move it.` : effect.reason;
}
