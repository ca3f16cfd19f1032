/**
 * The stages of a run as rows of a ledger: means of a document in which the stage ran, then their total, then what belongs to no
 * stage. The shares are of everything, the remainder included. Terminal and window print it alike.
 */
import type { RunSummary } from '../contract/run.ts';
import { type StageName, stageNames } from '../contract/stages.ts';
import { cpuEfficiency } from '../contract/units.ts';

export interface StageRow {
  readonly kind: 'stage' | 'total' | 'remainder';
  /** Null for the two rows that are no stage. */
  readonly stage: StageName | null;
  /** Documents in which it ran; null where that is not told, and for the two rows that are no stage. */
  readonly documents: number | null;
  readonly cpuSeconds: number;
  /** Null for the remainder: its time is not known, only its CPU. */
  readonly wallSeconds: number | null;
  readonly coresBusy: number | null;
  /** Of all CPU; null where nothing was used. */
  readonly share: number | null;
}

/** Of a run's summary, what the ledger is made of. */
export interface LedgerOf extends Pick<RunSummary, 'unattributed_ratio'> {
  readonly stages: Partial<
    Record<StageName, { readonly jobs?: number; readonly cpu_seconds: number; readonly wall_seconds: number }>
  >;
}

export function stageLedger({ stages, unattributed_ratio }: LedgerOf): StageRow[] {
  const measured = stageNames.flatMap((stage) => {
    const found = stages[stage];
    return found === undefined ? [] : [{ stage, ...found }];
  });
  const cpu = measured.reduce((sum, { cpu_seconds }) => sum + cpu_seconds, 0);
  const wall = measured.reduce((sum, { wall_seconds }) => sum + wall_seconds, 0);
  // The ratio is the remainder over everything, so everything is the stages over what the ratio leaves them.
  const remainder = cpu === 0 ? 0 : cpu / (1 - (unattributed_ratio ?? 0)) - cpu;
  const all = cpu + remainder;
  const shareOf = (seconds: number): number | null => (all > 0 ? seconds / all : null);
  return [
    ...measured.map(
      ({ stage, jobs, cpu_seconds, wall_seconds }): StageRow => ({
        kind: 'stage',
        stage,
        documents: jobs ?? null,
        cpuSeconds: cpu_seconds,
        wallSeconds: wall_seconds,
        coresBusy: cpuEfficiency(cpu_seconds, wall_seconds),
        share: shareOf(cpu_seconds),
      }),
    ),
    {
      kind: 'total',
      stage: null,
      documents: null,
      cpuSeconds: cpu,
      wallSeconds: wall,
      coresBusy: cpuEfficiency(cpu, wall),
      share: shareOf(cpu),
    },
    {
      kind: 'remainder',
      stage: null,
      documents: null,
      cpuSeconds: remainder,
      wallSeconds: null,
      coresBusy: null,
      share: shareOf(remainder),
    },
  ];
}
