/**
 * The addressee where no label names one: letters and statements print a block for the envelope's window, a name over an
 * address, below the letterhead.
 */
import { type ChosenText, chosen } from './identifiers.ts';
import { type HeadLine, hasPostcode, tidy } from './letterhead.ts';

const STRENGTH = 0.65;
const MOST_LINES = 5;

/** @param sender the letterhead's own name, which is not the addressee */
export function chooseAddressee(head: readonly HeadLine[], sender: string | undefined, textHeight: number): ChosenText | null {
  for (const line of head) {
    if (line.other || line.addressSigns > 1 || /\d/.test(line.at.text) || tidy(line.at.text) === sender) continue;
    if (line.words.length < 2 || line.words.length > 6 || line.registration !== null) continue;
    const below = columnBelow(line, head, textHeight);
    const starts = below[0] !== undefined && below[0].addressSigns > 0 && /\d/.test(below[0].at.text);
    if (starts && below.some((one) => hasPostcode(one.at.text))) return chosen(tidy(line.at.text), line.at, STRENGTH);
  }
  return null;
}

/** The cells under one, left edges aligned, without a gap. */
function columnBelow(line: HeadLine, head: readonly HeadLine[], textHeight: number): HeadLine[] {
  const column: HeadLine[] = [];
  let last = line;
  for (const one of head) {
    if (one.at.box.y0 < last.at.box.y1 - textHeight * 0.3 || Math.abs(one.at.box.x0 - line.at.box.x0) > textHeight * 1.2)
      continue;
    if (one.at.box.y0 - last.at.box.y1 > textHeight * 1.8 || column.length >= MOST_LINES) break;
    column.push(one);
    last = one;
  }
  return column;
}
