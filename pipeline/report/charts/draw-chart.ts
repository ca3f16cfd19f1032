/**
 * A chart of the report as SVG that stands by itself: no script, nothing from outside, the same bytes for the same chart.
 * Everything is named where it is drawn, and told apart by pattern and dash, so that a grey print says the same.
 */
import type { ChartDrawing, ReportChart } from '../document.ts';
import { drawBands } from './bands.ts';
import { drawBreakEven } from './break-even.ts';
import type { Drawn } from './drawn.ts';
import { drawStages } from './stages.ts';
import { element, escapeText, FONT_FAMILY, paint, rectangle } from './svg.ts';
import { drawTornado } from './tornado.ts';

const CHART_WIDTH = 760;

export function drawChart(chart: ReportChart): string {
  const id = chartId(chart);
  const { height, content } = draw(chart.drawing, id);
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'chart',
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
      viewBox: `0 0 ${CHART_WIDTH} ${Math.ceil(height)}`,
      width: CHART_WIDTH,
      height: Math.ceil(height),
      'font-family': FONT_FAMILY,
    },
    [
      element('title', { id: `${id}-title` }, escapeText(chart.title) || ' '),
      element('desc', { id: `${id}-desc` }, escapeText(chart.alternative) || ' '),
      rectangle(0, 0, CHART_WIDTH, Math.ceil(height), paint.paper),
      content,
    ].join(''),
  );
}

/** Safe as an id and in a `url(#…)`, and different for different charts. */
export const chartId = ({ id }: Pick<ReportChart, 'id'>): string =>
  `chart-${[...id].map((character) => (/[A-Za-z0-9-]/.test(character) ? character : `_${character.codePointAt(0)?.toString(16)}_`)).join('')}`;

function draw(drawing: ChartDrawing, id: string): Drawn {
  switch (drawing.kind) {
    case 'break_even':
      return drawBreakEven(drawing, id, CHART_WIDTH);
    case 'tornado':
      return drawTornado(drawing, CHART_WIDTH);
    case 'stages':
      return drawStages(drawing, CHART_WIDTH);
    case 'bands':
      return drawBands(drawing, id, CHART_WIDTH);
  }
}
