/**
 * The bands of one policy on the axis of CPU seconds per document, and on them the estimate as a dot with the whiskers of its
 * interval. The limits are the ticks. Its table stands beside it.
 */
import { useCallback } from 'react';
import type { Estimated } from '../../pipeline/analysis/capacity/capacity.ts';
import type { PolicyDecision } from '../../pipeline/analysis/decision/decision.ts';
import type { Palette } from '../ui/palette.ts';
import { bandsOption, estimateText } from './bands-option.ts';
import { Chart } from './chart.tsx';

interface BandsChartProps {
  readonly title: string;
  readonly bands: PolicyDecision['bands'];
  /** Null when nothing was measured. */
  readonly cpu: Estimated | null;
}

const HEIGHT = 116;

export function BandsChart({ title, bands, cpu }: BandsChartProps) {
  const draw = useCallback((palette: Palette) => bandsOption(bands, cpu, palette), [bands, cpu]);
  const estimate = cpu === null ? 'no estimate' : `the estimate of ${estimateText(cpu)} CPU seconds per document`;
  return (
    <Chart
      title={title}
      name={`The policy’s bands and ${estimate}; the table below holds the numbers.`}
      draw={draw}
      height={HEIGHT}
    />
  );
}
