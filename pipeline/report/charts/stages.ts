/** CPU seconds of each stage, with its share of all of them. */
import type { DrawingOf, Drawn } from './drawn.ts';
import { LINE_HEIGHT } from './drawn.ts';
import { linearScale, secondsText } from './scale.ts';
import { label, line, paint, rectangle, textWidth, wrap } from './svg.ts';

const NAMES = 200;
const MARGIN = 12;
const BAR = 18;

export function drawStages({ bars }: DrawingOf<'stages'>, width: number): Drawn {
  const sum = bars.reduce((total, bar) => total + bar.value, 0);
  const rows = bars.map(({ label: name, value }) => {
    const share = sum > 0 ? (value / sum) * 100 : 0;
    const text = `${secondsText(value)} · ${shareText(share)}`;
    return { name: wrap(name, NAMES - 12), value, text };
  });
  const right = width - MARGIN - Math.max(40, ...rows.map((row) => textWidth(row.text))) - 8;
  const x = linearScale(0, Math.max(0, ...bars.map((bar) => bar.value)), MARGIN + NAMES, right);
  const content: string[] = [];
  let y = 12;
  for (const row of rows) {
    const height = Math.max(BAR, row.name.length * LINE_HEIGHT);
    const middle = y + height / 2;
    const end = x.at(row.value);
    content.push(rectangle(x.at(0), middle - BAR / 2, end - x.at(0), BAR, paint.bar));
    for (const [index, text] of row.name.entries())
      content.push(
        label(MARGIN + NAMES - 10, middle + 4 + (index - (row.name.length - 1) / 2) * LINE_HEIGHT, text, { anchor: 'end' }),
      );
    content.push(label(end + 8, middle + 4, row.text));
    y += height + 10;
  }
  content.push(line(x.at(0), 6, x.at(0), y, paint.axis));
  content.push(label(MARGIN + NAMES, y + 18, 'CPU seconds per document, and share of all stages', { muted: true }));
  return { height: y + 28, content: content.join('') };
}

const shareText = (percent: number): string => (percent > 0 && percent < 0.05 ? '< 0.1 %' : `${percent.toFixed(1)} %`);
