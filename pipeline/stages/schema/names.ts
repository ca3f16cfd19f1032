/**
 * Values that are words: people and customers, and addresses that a label names. Each test is loose, since a name can be
 * anything; what a label names wins over what merely looks right.
 */
import { type ChosenText, chosen } from './identifiers.ts';
import { tidy } from './letterhead.ts';
import { type Pair, pairStrength, pairsOf } from './pairs.ts';
import type { Reading } from './reading.ts';
import { cellsOf, joinPassages, type Passage, passage } from './rows.ts';
import type { Concept } from './vocabulary.ts';

const MOST_ADDRESS_ROWS = 5;

/** The name beside or below a label: mostly letters, not a label itself. */
export function chooseName(reading: Reading, concepts: readonly Concept[]): ChosenText | null {
  let best: ChosenText | null = null;
  for (const pair of pairsOf(reading, ...concepts)) {
    const value = tidyName(pair.value.text);
    if (!isName(value, pair)) continue;
    const found = chosen(value, pair.value, pairStrength(pair));
    if (found.confidence > (best?.confidence ?? 0.05)) best = found;
  }
  return best;
}

const tidyName = (text: string): string => tidy(text.replace(/[_]{2,}/g, ' ').replace(/\s+/g, ' '));

function isName(value: string, pair: Pair): boolean {
  const letters = value.replace(/[^\p{L}]/gu, '').length;
  if (letters < 3 || letters < value.replace(/\s/g, '').length * 0.6 || value.length > 80) return false;
  // Short labels (`TO`, `NAME`) stand in sentences too; there nothing marks them.
  if (pair.label.phrase.length <= 4 && !pair.label.marked && !isAlone(pair)) return false;
  const covered = pair.valueLine.labels
    .filter((label) => label.start >= pair.start && label.end <= pair.end)
    .reduce((sum, label) => sum + label.end - label.start, 0);
  return covered < value.length * 0.6;
}

const isAlone = (pair: Pair): boolean =>
  cellsOf(pair.line.row).some((cell) => Math.abs(cell.start - pair.label.start) < 2 && Math.abs(cell.end - pair.label.end) <= 2);

/** A form's name in one piece, or its first and last name put together. */
export function choosePerson(reading: Reading): ChosenText | null {
  const first = chooseName(reading, ['first_name']);
  const last = chooseName(reading, ['last_name']);
  if (first !== null && last !== null) {
    const at = joinPassages([first.at, last.at]);
    return { value: `${first.value} ${last.value}`, at, confidence: Math.min(first.confidence, last.confidence) };
  }
  return chooseName(reading, ['name']) ?? last ?? first;
}

/** The address a label names: its row, and the rows below it in the same column up to the next label. */
export function chooseLabelledAddress(reading: Reading): ChosenText | null {
  for (const pair of pairsOf(reading, 'address')) {
    if (!/\d|,/.test(pair.value.text) && pair.placed === 'right' && pair.value.text.split(' ').length < 2) continue;
    const parts: Passage[] = [pair.value];
    for (let index = pair.valueLine.index + 1; parts.length < MOST_ADDRESS_ROWS; index += 1) {
      const line = reading.lines[index];
      const before = parts.at(-1);
      if (line === undefined || before === undefined || line.row.page !== before.page) break;
      if (line.row.box.y0 - before.box.y1 > reading.textHeight * 1.6) break;
      const cell = cellsOf(line.row)
        .map(({ start, end }) => ({ start, end, at: passage(line.row, start, end) }))
        .find(({ at }) => Math.abs(at.box.x0 - before.box.x0) < reading.textHeight * 2);
      const first = cellsOf(line.row)[0];
      if (cell === undefined || cell.start !== first?.start || line.dates.length > 0) break;
      if (
        line.labels.some(
          (label) => label.start <= cell.start + 1 && (label.marked || (label.end - label.start) * 2 > cell.end - cell.start),
        )
      )
        break;
      parts.push(cell.at);
    }
    const at = joinPassages(parts.map((part) => ({ ...part, text: tidy(part.text) + (/,$/.test(part.text) ? ',' : '') })));
    return chosen(at.text, at, pairStrength(pair));
  }
  return null;
}
