/** Where CPU per document lies on the bands of a policy, with its interval. */
import type { DrawingOf, Drawn } from './drawn.ts';
import { LINE_HEIGHT } from './drawn.ts';
import { inLanes, linearScale, secondsRange, secondsText, tickLabels } from './scale.ts';
import { element, FONT_SIZE, label, line, paint, rectangle, textWidth } from './svg.ts';

const LEFT = 16;
const STRIP = 40;

export function drawBands({ estimate, low, high, bands }: DrawingOf<'bands'>, id: string, width: number): Drawn {
  const limits = bands.flatMap((band) => (band.up_to === null ? [] : [band.up_to]));
  const to = Math.max(1.3 * Math.max(0, ...limits), 1.1 * Math.max(estimate, high ?? 0)) || 1;
  const x = linearScale(0, to, LEFT, width - LEFT);
  let from = 0;
  const segments = bands.map((band, index) => {
    const until = band.up_to ?? to;
    const segment = { from, until, text: bandText(band, bands[index - 1]?.up_to ?? null), pattern: index % PATTERNS.length };
    from = until;
    return segment;
  });
  const names = inLanes(
    segments.map((segment) => ({ x: (x.at(segment.from) + x.at(segment.until)) / 2, text: segment.text })),
    LEFT,
    width - LEFT,
  );
  const lanes = 1 + Math.max(-1, ...names.map(({ lane }) => lane));
  const top = 58;
  const bottom = top + STRIP;
  const content = [element('defs', {}, PATTERNS.map((drawing, index) => pattern(`${id}-band-${index}`, drawing)).join(''))];
  for (const segment of segments)
    content.push(
      rectangle(x.at(segment.from), top, x.at(segment.until) - x.at(segment.from), STRIP, {
        ...paint.axis,
        fill: `url(#${id}-band-${segment.pattern})`,
      }),
    );
  for (const tick of tickLabels(x, 6, secondsText)) {
    content.push(line(tick.at, bottom, tick.at, bottom + 5, paint.axis));
    content.push(label(tick.at, bottom + 19, tick.text, { anchor: 'middle', muted: true }));
  }
  const nameY = (lane: number): number => bottom + 48 + lane * LINE_HEIGHT;
  for (const name of names)
    content.push(line(name.x, bottom - STRIP / 4, name.x, nameY(name.lane) + (name.anchor === 'middle' ? -12 : 2), paint.axis));
  for (const name of names) content.push(label(name.at, nameY(name.lane), name.text, { anchor: name.anchor }));

  const place = x.at(estimate);
  const marker = top - 14;
  if (low !== null && high !== null) {
    content.push(line(x.at(low), marker, x.at(high), marker, { ...paint.line, 'stroke-width': 2 }));
    for (const end of [low, high])
      content.push(line(x.at(end), marker - 6, x.at(end), marker + 6, { ...paint.line, 'stroke-width': 2 }));
  }
  content.push(line(place, marker, place, bottom, { ...paint.line, 'stroke-width': 2.2 }));
  const diamond = `${place},${marker - 7} ${place + 7},${marker} ${place},${marker + 7} ${place - 7},${marker}`;
  content.push(
    element('polygon', {
      points: diamond.replace(/-?\d+\.\d+/g, (number) => Number(number).toFixed(2)),
      fill: '#1b232c',
      class: 'chart-solid',
    }),
  );
  const interval = low === null || high === null ? 'no interval' : secondsRange(low, high);
  const text = `${secondsText(estimate)} (${interval})`;
  const half = textWidth(text, FONT_SIZE * 1.08) / 2;
  content.push(
    label(Math.max(LEFT + half, Math.min(width - LEFT - half, place)), marker - 14, text, { anchor: 'middle', strong: true }),
  );
  content.push(label(width / 2, nameY(Math.max(0, lanes - 1)) + 24, 'CPU seconds per document', { anchor: 'middle' }));
  return { height: nameY(Math.max(0, lanes - 1)) + 34, content: content.join('') };
}

function bandText(
  { label: name, up_to }: { readonly label: string; readonly up_to: number | null },
  before: number | null,
): string {
  if (up_to !== null) return `${name} ≤ ${secondsText(up_to)}`;
  return before === null ? name : `${name} > ${secondsText(before)}`;
}

/** Denser from band to band. */
const PATTERNS = [
  '',
  element('circle', { cx: 4, cy: 4, r: 1.2, fill: '#6c7783', class: 'chart-dot' }),
  line(0, 8, 8, 0, { stroke: '#6c7783', 'stroke-width': 1.3, class: 'chart-axis' }),
  line(0, 8, 8, 0, { stroke: '#454e58', 'stroke-width': 1.5, class: 'chart-axis' }) +
    line(0, 0, 8, 8, { stroke: '#454e58', 'stroke-width': 1.5, class: 'chart-axis' }),
];

const pattern = (id: string, drawing: string): string =>
  element(
    'pattern',
    { id, width: 8, height: 8, patternUnits: 'userSpaceOnUse' },
    rectangle(0, 0, 8, 8, { fill: '#f4f6f8', class: 'chart-band' }) + drawing,
  );
