/** The colours of charts that are seen together, once for all of them. */
import { useMemo } from 'react';
import type { Palette } from '../ui/palette.ts';
import type { ChartLink } from './chart-link.ts';
import { Legend } from './legend.tsx';
import { tonesOf } from './tones.ts';

export function CommonLegend({ link, palette }: { readonly link: ChartLink; readonly palette: Palette }) {
  const tones = useMemo(() => tonesOf(palette), [palette]);
  const scenes = useMemo(() => link.timelines.map((timeline) => link.sceneOf(timeline, 'timeline', 'wall')), [link]);
  return <Legend scenes={scenes} tones={tones} />;
}
