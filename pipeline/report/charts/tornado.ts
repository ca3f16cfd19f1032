/** What each input does to the CPU of a document: from end to end of its range, about the value of now. */
import type { DrawingOf, Drawn } from './drawn.ts';
import { LINE_HEIGHT } from './drawn.ts';
import { inLanes, linearScale, poleEnd, secondsText, tickLabels } from './scale.ts';
import { label, line, paint, rectangle, textWidth, wrap } from './svg.ts';

const NAMES = 168;
const END_LABEL = 150;
const BAR = 20;
const MARGIN = 12;

interface Row {
  readonly name: string[];
  readonly ends: readonly { readonly value: number; readonly lines: string[] }[];
  readonly height: number;
}

export function drawTornado({ now, bars, limits }: DrawingOf<'tornado'>, width: number): Drawn {
  const rows = bars.map((bar): Row => {
    const ends = [...bar.ends]
      .sort((a, b) => a.value - b.value)
      .map((end) => ({ value: end.value, lines: [...wrap(end.label, END_LABEL), secondsText(end.value)] }));
    const name = wrap(bar.label, NAMES - 8);
    return {
      name,
      ends,
      height: Math.max(name.length * LINE_HEIGHT, ...ends.map((end) => end.lines.length * LINE_HEIGHT), BAR) + 14,
    };
  });
  const values = [now, ...bars.flatMap((bar) => bar.ends.map((end) => end.value))].filter(Number.isFinite);
  const widest = (side: 0 | 1): number =>
    Math.max(24, ...rows.flatMap((row) => row.ends[side]?.lines ?? []).map((text) => textWidth(text))) + 8;
  const left = MARGIN + NAMES + widest(0);
  const right = width - MARGIN - widest(1);
  const x = linearScale(Math.min(...values), Math.max(...values), left, right);
  const inView = limits.filter((limit) => x.holds(limit.value));
  const heads = inLanes(
    [
      { x: x.at(now), text: `now ${secondsText(now)}` },
      ...inView.map((limit) => ({ x: x.at(limit.value), text: `${limit.label} ${secondsText(limit.value)}` })),
    ],
    MARGIN,
    width - MARGIN,
  );
  const top = 14 + LINE_HEIGHT * (1 + Math.max(...heads.map(({ lane }) => lane)));
  const bottom = top + rows.reduce((sum, row) => sum + row.height, 8);

  const content: string[] = [];
  for (const tick of tickLabels(x, 6, secondsText)) {
    content.push(line(tick.at, top, tick.at, bottom, paint.grid), line(tick.at, bottom, tick.at, bottom + 5, paint.axis));
    content.push(label(tick.at, bottom + 19, tick.text, { anchor: 'middle', muted: true }));
  }
  content.push(line(left, bottom, right, bottom, paint.axis));
  let y = top + 8;
  for (const row of rows) {
    const middle = y + (row.height - 14) / 2;
    const [low, high] = row.ends;
    if (low !== undefined && high !== undefined)
      content.push(rectangle(x.at(low.value), middle - BAR / 2, Math.max(1, x.at(high.value) - x.at(low.value)), BAR, paint.bar));
    y += row.height;
  }
  for (const head of heads) {
    const isNow = head.text === `now ${secondsText(now)}` && head.x === x.at(now);
    content.push(
      line(
        head.x,
        headY(top, head.lane) + poleEnd(head),
        head.x,
        bottom,
        isNow ? { ...paint.line, 'stroke-width': 1.8 } : { ...paint.line, 'stroke-dasharray': '5 4' },
      ),
    );
  }
  for (const head of heads)
    content.push(label(head.at, headY(top, head.lane), head.text, { anchor: head.anchor, strong: head.x === x.at(now) }));
  y = top + 8;
  for (const row of rows) {
    const middle = y + (row.height - 14) / 2;
    content.push(lines(MARGIN, middle, row.name, 'start', true));
    const [low, high] = row.ends;
    if (low !== undefined) content.push(lines(x.at(low.value) - 6, middle, low.lines, 'end', false));
    if (high !== undefined) content.push(lines(x.at(high.value) + 6, middle, high.lines, 'start', false));
    y += row.height;
  }
  content.push(label((left + right) / 2, bottom + 40, 'CPU seconds per document', { anchor: 'middle' }));
  return { height: bottom + 48, content: content.join('') };
}

const headY = (top: number, lane: number): number => top - 8 - lane * LINE_HEIGHT;

function lines(x: number, middle: number, texts: readonly string[], anchor: 'start' | 'end', strong: boolean): string {
  const first = middle - ((texts.length - 1) * LINE_HEIGHT) / 2 + 4;
  return texts
    .map((text, index) =>
      label(x, first + index * LINE_HEIGHT, text, { anchor, strong, muted: !strong && index < texts.length - 1 }),
    )
    .join('');
}
