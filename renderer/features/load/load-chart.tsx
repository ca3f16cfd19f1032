/** The signals of a load test on one time axis. */
import { useCallback } from 'react';
import { Chart } from '../../charts/chart.tsx';
import type { Palette } from '../../ui/palette.ts';
import { LOAD_CHART_HEIGHT, loadOption, type Moment } from './load-chart-option.ts';

export function LoadChart({ moments }: { readonly moments: readonly Moment[] }) {
  const draw = useCallback((palette: Palette) => loadOption(moments, palette), [moments]);
  return (
    <Chart
      title="The load over time"
      name="Uploads planned, sent and completed, jobs waiting and at work, latencies and CPU over the seconds of the load"
      draw={draw}
      height={LOAD_CHART_HEIGHT}
    />
  );
}
