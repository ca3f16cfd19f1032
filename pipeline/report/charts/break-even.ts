/** P(within budget) over documents a day, with the break-even volume and its interval, and the volumes that were asked about. */
import type { DrawingOf, Drawn } from './drawn.ts';
import { LINE_HEIGHT } from './drawn.ts';
import { inLanes, linearScale, plainNumber, poleEnd, tickLabels } from './scale.ts';
import { element, FONT_SIZE, label, line, paint, rectangle, textWidth } from './svg.ts';

type BreakEven = DrawingOf<'break_even'>;

const PLOT_HEIGHT = 230;
const LEFT = 64;
const BELOW = 48;

export function drawBreakEven(
  { points, break_even: { estimate, low, high }, volumes }: BreakEven,
  id: string,
  width: number,
): Drawn {
  const curve = points.filter((point) => Number.isFinite(point.docs_per_day) && Number.isFinite(point.probability_within));
  const inView = [...curve.map((point) => point.docs_per_day), ...volumes, estimate].filter(Number.isFinite);
  const from = Math.min(...inView);
  const to = Math.max(...inView);
  const x = linearScale(from, to, LEFT, width - 24);
  const marks = volumes.map((volume) => ({ volume, probability: probabilityAt(curve, volume) }));
  const labels = inLanes(
    marks.map(({ volume, probability }) => ({ x: x.at(volume), text: volumeText(volume, probability) })),
    LEFT,
    width - 8,
  );
  const lanes = 1 + Math.max(-1, ...labels.map(({ lane }) => lane));
  const top = 36 + lanes * LINE_HEIGHT;
  const bottom = top + PLOT_HEIGHT;
  const y = linearScale(0, 1, bottom, top);

  const content = [hatch(id)];
  content.push(
    rectangle(x.at(low ?? from), top, x.at(high ?? to) - x.at(low ?? from), PLOT_HEIGHT, { fill: `url(#${id}-hatch)` }),
  );
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    content.push(line(LEFT, y.at(share), width - 24, y.at(share), share === 0 ? paint.axis : paint.grid));
    content.push(label(LEFT - 8, y.at(share) + 4, `${share * 100} %`, { anchor: 'end', muted: true }));
  }
  for (const tick of tickLabels(x, 7, plainNumber)) {
    content.push(line(tick.at, bottom, tick.at, bottom + 5, paint.axis));
    content.push(label(tick.at, bottom + 19, tick.text, { anchor: 'middle', muted: true }));
  }
  // An end of the interval that is not known, or not in view, has no edge.
  for (const end of [low, high])
    if (end !== null && x.holds(end))
      content.push(line(x.at(end), top, x.at(end), bottom, { ...paint.axis, 'stroke-dasharray': '1 3' }));
  content.push(line(x.at(estimate), 24, x.at(estimate), bottom, { ...paint.line, 'stroke-width': 1.8 }));
  for (const each of labels)
    content.push(
      line(each.x, laneY(top, each.lane) + poleEnd(each), each.x, bottom, { ...paint.line, 'stroke-dasharray': '5 4' }),
    );
  content.push(
    element('polyline', {
      points: curve.map((point) => `${round(x.at(point.docs_per_day))},${round(y.at(point.probability_within))}`).join(' '),
      ...paint.curve,
    }),
  );
  for (const { volume, probability } of marks)
    if (probability !== null)
      content.push(
        element('circle', {
          cx: x.at(volume),
          cy: y.at(probability),
          r: 4.5,
          fill: '#ffffff',
          stroke: '#1b232c',
          'stroke-width': 1.8,
          class: 'chart-mark',
        }),
      );
  for (const each of labels) content.push(label(each.at, laneY(top, each.lane), each.text, { anchor: each.anchor }));
  const breakEven = `Break-even ${plainNumber(Math.round(estimate))} a day (${intervalText(low, high)})`;
  const half = textWidth(breakEven, FONT_SIZE * 1.08) / 2;
  content.push(
    label(Math.max(half + 4, Math.min(width - half - 12, x.at(estimate))), 18, breakEven, { anchor: 'middle', strong: true }),
  );
  content.push(label((LEFT + width - 24) / 2, bottom + 40, 'Documents a day', { anchor: 'middle' }));
  const middle = (top + bottom) / 2;
  content.push(
    element(
      'g',
      { transform: `rotate(-90 14 ${round(middle)})` },
      label(14, middle + 2, 'P(within budget)', { anchor: 'middle' }),
    ),
  );
  return { height: bottom + BELOW, content: content.join('') };
}

const round = (pixels: number): number => Math.round(pixels * 100) / 100;
const laneY = (top: number, lane: number): number => top - 8 - lane * LINE_HEIGHT;

const hatch = (id: string): string =>
  element(
    'defs',
    {},
    element(
      'pattern',
      { id: `${id}-hatch`, width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      rectangle(0, 0, 7, 7, { fill: '#eef1f4', class: 'chart-band' }) +
        line(0, 0, 0, 7, { stroke: '#c3cad2', 'stroke-width': 1.6, class: 'chart-hatch' }),
    ),
  );

/** A step of a tenth of a per cent; 100 % and 0 % only where it is so to that step. */
const volumeText = (volume: number, probability: number | null): string =>
  probability === null
    ? plainNumber(volume)
    : `${plainNumber(volume)}: ${(probability * 100).toLocaleString('en-GB', { maximumFractionDigits: 1 })} %`;

function intervalText(low: number | null, high: number | null): string {
  if (low === null && high === null) return 'no interval';
  if (low === null) return `up to ${plainNumber(Math.round(high ?? 0))}`;
  return high === null
    ? `at least ${plainNumber(Math.round(low))}`
    : `${plainNumber(Math.round(low))}–${plainNumber(Math.round(high))}`;
}

/** On the curve between its points; null outside of them. */
function probabilityAt(curve: BreakEven['points'], volume: number): number | null {
  for (const [index, point] of curve.entries()) {
    if (point.docs_per_day === volume) return point.probability_within;
    const next = curve[index + 1];
    if (next === undefined || point.docs_per_day > volume || next.docs_per_day < volume) continue;
    const share = (volume - point.docs_per_day) / (next.docs_per_day - point.docs_per_day || 1);
    return point.probability_within + share * (next.probability_within - point.probability_within);
  }
  return null;
}
