/**
 * The stages of a run so far, as rows of a table. A stage that no document has passed yet has its row too, so that rows stay
 * where they are.
 */
import type { LiveRun } from '../../../../pipeline/contract/live-run.ts';
import type { RunSummary } from '../../../../pipeline/contract/run.ts';
import { type StageName, stageNames } from '../../../../pipeline/contract/stages.ts';
import { cpuEfficiency, type Seconds } from '../../../../pipeline/contract/units.ts';

export interface StageRow {
  readonly stage: StageName;
  /** Means over the documents in which the stage ran; null before one did. */
  readonly cpu_seconds: Seconds | null;
  readonly wall_seconds: Seconds | null;
  readonly coresBusy: number | null;
  /** Of all CPU so far, 0..1. */
  readonly share: number;
}

/** What the run's summary says of its stages, in the form in which a live run tells them. */
export const sumsOf = (stages: RunSummary['stages']): LiveRun['stages'] =>
  Object.fromEntries(
    Object.entries(stages).map(([stage, { jobs, total_cpu_seconds, total_wall_seconds }]) => [
      stage,
      { jobs, cpu_seconds: total_cpu_seconds, wall_seconds: total_wall_seconds },
    ]),
  );

/** Only runs with the setting `preOcr` have it. */
export const isOptional = (stage: StageName): boolean => stage === 'pre_ocr';

export function stageRows(stages: LiveRun['stages']): StageRow[] {
  const all = Object.values(stages).reduce((sum, { cpu_seconds }) => sum + cpu_seconds, 0);
  return stageNames
    .filter((stage) => !isOptional(stage) || stages[stage] !== undefined)
    .map((stage) => {
      const sum = stages[stage];
      if (sum === undefined || sum.jobs === 0) return { stage, cpu_seconds: null, wall_seconds: null, coresBusy: null, share: 0 };
      return {
        stage,
        cpu_seconds: sum.cpu_seconds / sum.jobs,
        wall_seconds: sum.wall_seconds / sum.jobs,
        coresBusy: cpuEfficiency(sum.cpu_seconds, sum.wall_seconds),
        share: all > 0 ? sum.cpu_seconds / all : 0,
      };
    });
}
