/** How axes and tooltips of charts look, in the colours of the app. */
import type { Palette } from '../ui/palette.ts';

export const axisLook = (palette: Palette) => ({
  nameTextStyle: { color: palette.muted, fontSize: 12 },
  axisLabel: { color: palette.muted, fontSize: 12 },
  axisLine: { lineStyle: { color: palette.border } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: palette.border, opacity: 0.6 } },
});

/** Drawn into the chart: the page allows no styles inside HTML. */
export const tooltipLook = (palette: Palette) => ({
  renderMode: 'richText' as const,
  confine: true,
  backgroundColor: palette.raised,
  borderColor: palette.border,
  textStyle: { color: palette.text, fontSize: 13 },
});
