/**
 * Label → value, by geometry: what stands right of the label up to the next label or column gap, else what stands below it.
 * A field finder takes the first value that its own test accepts.
 */
import type { LabelMatch } from './labels.ts';
import { type Line, labelsOf, type Reading } from './reading.ts';
import { cellsOf, type Passage, passage } from './rows.ts';
import type { Concept } from './vocabulary.ts';

export interface Pair {
  readonly label: LabelMatch;
  readonly line: Line;
  readonly value: Passage;
  readonly placed: 'right' | 'below';
  /** The row the value stands on. */
  readonly valueLine: Line;
  readonly start: number;
  readonly end: number;
}

const ROWS_BELOW = 2;
const FARTHEST_BELOW = 3.5;
/** What stands between a label and its value: colons, dots, the marks that OCR makes of them, and lines to write on. */
const separators = /^[\s:;.,\-–—=~©°_#|'’"“”*)\]}]+/;

/** Every value a concept's labels may have, right before below, from the top of the document. */
export function pairsOf(reading: Reading, ...concepts: readonly Concept[]): Pair[] {
  return reading.lines.flatMap((line) =>
    concepts
      .flatMap((concept) => labelsOf(line, concept))
      .flatMap((label) => [...(headsColumns(reading, line) ? [] : rightOf(line, label)), ...below(reading, line, label)]),
  );
}

/** Two or more labels in cells of their own, each with a cell right below it: a row of labels over a row of values. */
function headsColumns(reading: Reading, line: Line): boolean {
  const cells = cellsOf(line.row);
  const under = reading.lines[line.index + 1];
  const labelled = cells.filter(({ start, end }) =>
    line.labels.some((label) => label.start >= start && label.end <= end && (label.end - label.start) * 2 > end - start),
  );
  if (labelled.length < 2 || under === undefined || under.row.page !== line.row.page || /[:#\d]/.test(line.row.text))
    return false;
  if (under.row.box.y0 - line.row.box.y1 > reading.textHeight * FARTHEST_BELOW) return false;
  const below = cellsOf(under.row).map(({ start, end }) => passage(under.row, start, end).box.x0);
  return cells.every(({ start, end }) => {
    const left = passage(line.row, start, end).box.x0;
    return below.some((other) => Math.abs(other - left) < reading.textHeight * 2);
  });
}

function rightOf(line: Line, label: LabelMatch): Pair[] {
  const next = line.labels.find((other) => other.start >= label.end && startsCell(line, other, label));
  const limit = next?.start ?? line.row.text.length;
  const text = line.row.text.slice(label.end, limit);
  const start = label.end + (separators.exec(text)?.[0].length ?? 0);
  // The value is the first cell: what stands in further columns is something else.
  const cell = /^\S+(?: \S+)*/.exec(line.row.text.slice(start, limit))?.[0] ?? '';
  return cell === '' ? [] : [pair(line, label, line, start, start + cell.length, 'right')];
}

/** A label inside running words (`Bank of Tax`) does not end a value; one with a colon or after a gap does. */
function startsCell(line: Line, other: LabelMatch, label: LabelMatch): boolean {
  const gap = line.row.text.slice(Math.max(0, other.start - 2), other.start) === '  ';
  return other.marked || (gap && !/^[\s:.#-]*$/.test(line.row.text.slice(label.end, other.start)));
}

function below(reading: Reading, line: Line, label: LabelMatch): Pair[] {
  const labelBox = passage(line.row, label.start, label.end).box;
  const found: Pair[] = [];
  for (let step = 1; step <= ROWS_BELOW; step += 1) {
    const under = reading.lines[line.index + step];
    if (under === undefined || under.row.page !== line.row.page) break;
    if (under.row.box.y0 - line.row.box.y1 > reading.textHeight * FARTHEST_BELOW) break;
    for (const cell of cellsOf(under.row)) {
      const value = passage(under.row, cell.start, cell.end);
      const shared = Math.min(value.box.x1, labelBox.x1) - Math.max(value.box.x0, labelBox.x0);
      // Over-wide cells that merely pass below a label are not its value.
      const aligned = Math.abs(value.box.x0 - labelBox.x0) < reading.textHeight * 2 || shared > (labelBox.x1 - labelBox.x0) * 0.5;
      const isLabel = under.labels.some(
        (other) => other.start >= cell.start && other.end <= cell.end && isLabelItself(other, under, cell),
      );
      if (shared > 0 && aligned && !isLabel) found.push(pair(line, label, under, cell.start, cell.end, 'below'));
    }
    if (found.length > 0) break;
  }
  return found;
}

const isLabelItself = (label: LabelMatch, line: Line, cell: { start: number; end: number }): boolean =>
  label.marked || label.end - label.start > line.row.text.slice(cell.start, cell.end).trim().length * 0.8;

const pair = (line: Line, label: LabelMatch, valueLine: Line, start: number, end: number, placed: Pair['placed']): Pair => {
  return { label, line, valueLine, start, end, placed, value: passage(valueLine.row, start, end) };
};

/** 0..1: how much a pair is worth, before its value is looked at. A label without a mark or gap may be part of a sentence. */
export function pairStrength({ label, placed, line, start }: Pair): number {
  if (placed === 'below') return label.score * 0.75;
  if (label.marked) return label.score;
  const beginsCell = label.start === 0 || line.row.text.slice(label.start - 2, label.start) === '  ';
  const gapAfter = line.row.text.slice(label.end, start).includes('  ');
  return label.score * (gapAfter ? 0.85 : beginsCell ? 0.6 : 0.3);
}
