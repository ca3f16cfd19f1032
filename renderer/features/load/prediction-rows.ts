/** What the report predicts for 100 users, beside what this test measured and what the model says of each machine. Pure. */
import type { Bottleneck } from '../../../pipeline/analysis/load/bottlenecks.ts';
import type { LoadResult } from '../../../pipeline/analysis/load/result.ts';
import type { LoadShape } from '../../../pipeline/contract/load.ts';
import type { ForetoldProjection } from '../../../pipeline/contract/simulation.ts';
import { plural } from '../../ui/format.ts';
import { percentileWords } from './load-words.ts';

export interface PredictionRow {
  readonly component: string;
  readonly predicted: string;
  /** Null: by this test it was not, or not with so many users. */
  readonly measured: string | null;
  readonly simulated: readonly { readonly on: string; readonly found: string; readonly comes_true: boolean | null }[];
}

/** In the order in which the report gives them. */
const measuredBy: readonly (Bottleneck['name'] | 'latency')[] = ['ocr_cpu', 'queue', 'latency', 'pool'];

/** Empty where no case has so many users as the report predicts something for. */
export function predictionRows(
  projections: readonly ForetoldProjection[],
  result: LoadResult,
  shape: LoadShape | null,
): PredictionRow[] {
  const foretold = projections.filter(({ predictions }) => predictions.length > 0);
  const [first] = foretold;
  if (first === undefined) return [];
  const isMeasured = shape !== null && 'users' in shape && shape.users === first.scenario.users;
  return first.predictions.map(({ component, predicted }, row) => ({
    component,
    predicted,
    measured: isMeasured ? measuredWords(result, measuredBy[row]) : null,
    simulated: foretold.flatMap(({ scenario, predictions }) => {
      const prediction = predictions[row];
      if (prediction === undefined) return [];
      const on = `${plural(scenario.cores, 'core')}, ${plural(scenario.workers, 'worker')}`;
      return [{ on, found: prediction.simulated, comes_true: prediction.comes_true }];
    }),
  }));
}

function measuredWords(result: LoadResult, name: Bottleneck['name'] | 'latency' | undefined): string | null {
  if (name === 'latency') return result.latency === null ? null : `${percentileWords(result.latency, 0.99)} s`;
  const found = result.bottlenecks.find((each) => each.name === name);
  return found === undefined || found.level === null ? null : found.evidence;
}
