/**
 * Whose document it is: the line of the letterhead that most looks like a company's name. A legal form (SDN BHD, LTD, GmbH) is
 * the best sign; then the kind of business, a registration number beside or below, size, and standing first.
 */
import { type HeadLine, isOnlyGeneric, stripRegistration } from './letterhead.ts';
import type { Reading } from './reading.ts';
import { joinPassages, type Passage } from './rows.ts';
import { isLegalWord, repairWords } from './words.ts';

export interface ChosenCompany {
  readonly value: string;
  readonly at: Passage;
  readonly confidence: number;
  /** Indices in the letterhead of the lines the name takes. */
  readonly first: number;
  readonly last: number;
}

const points = {
  legal: 4,
  business: 1.8,
  first: 1.6,
  perLineDown: -0.28,
  registrationBelow: 1.4,
  addressBelow: 0.6,
  perHeight: 1.6,
  addressSign: -1.2,
  other: -5,
  lowerCaseAboveUpper: -1.5,
  farAbove: -0.8,
  unreadable: -3,
  sentence: -1,
} as const;
const FEWEST_POINTS = 0.3;
/** Words of slogans and sentences, not of names. */
const sentenceWords = new Set('THE OUR YOUR WE YOU FOR IS ARE WITH FROM ALWAYS BEST QUALITY THIS THAT ALL'.split(' '));

export function chooseCompany(head: readonly HeadLine[], reading: Reading): ChosenCompany | null {
  const readable = head.findIndex((line) => isReadable(line) && !line.other);
  if (readable < 0) return null;
  let best = -1;
  let bestPoints = FEWEST_POINTS;
  head.forEach((_, index) => {
    const score = pointsOf(head, index, readable, reading.textHeight);
    if (score > bestPoints) {
      best = index;
      bestPoints = score;
    }
  });
  const chosen = head[best];
  if (chosen === undefined) return null;
  const first = goesOnFrom(head, best) ? best - 1 : best;
  const last = first === best && goesOnBelow(head, best) ? best + 1 : best;
  const at = joinPassages(head.slice(first, last + 1).map((line) => line.at));
  const value = repairName(stripRegistration(at.text));
  if (!/\p{L}{2}/u.test(value)) return null;
  const support = 1 - Math.exp(-bestPoints / 2.5);
  return { value, at, confidence: Math.min(0.99, support * (0.4 + 0.6 * at.confidence)), first, last };
}

function pointsOf(head: readonly HeadLine[], index: number, firstReadable: number, textHeight: number): number {
  const line = head[index];
  if (line === undefined) return Number.NEGATIVE_INFINITY;
  const below = head[index + 1];
  const gapBelow = below === undefined ? 0 : (below.at.box.y0 - line.at.box.y1) / textHeight;
  const capitals = below !== undefined && !/\p{Ll}/u.test(below.at.text);
  const afterAside = head
    .slice(Math.max(0, index - 2), index)
    .some((above) => /formerly|licen[cs]ee|t\/a\b/i.test(above.at.text));
  return (
    (line.legal ? points.legal : 0) +
    (line.business ? points.business : 0) +
    (index === firstReadable ? points.first : 0) +
    points.perLineDown * Math.max(0, index - firstReadable) +
    (line.registration === 'beside' || below?.registration === 'alone' ? points.registrationBelow : 0) +
    (below !== undefined && below.addressSigns >= 2 ? points.addressBelow : 0) +
    points.perHeight * Math.max(-0.3, line.height - 1) +
    (line.legal ? 0.4 : 1) * points.addressSign * line.addressSigns +
    (line.other || line.registration === 'alone' || afterAside ? points.other : 0) +
    (!/\p{Lu}/u.test(line.at.text) && capitals ? points.lowerCaseAboveUpper : 0) +
    (gapBelow > 2.2 ? points.farAbove : 0) +
    (isReadable(line) ? 0 : points.unreadable) +
    points.sentence * line.words.filter((word) => sentenceWords.has(word)).length
  );
}

function isReadable(line: HeadLine): boolean {
  const text = line.at.text;
  const letters = text.replace(/[^\p{L}]/gu, '').length;
  if (letters < 5 && line.at.confidence < 0.6) return false;
  return (
    letters >= 3 &&
    letters >= text.replace(/\s/g, '').length * 0.55 &&
    line.at.confidence >= 0.25 &&
    line.words.some((w) => w.length > 2)
  );
}

/** The name began on the line above: this one has nothing of its own, or the one above ends with `&`. */
function goesOnFrom(head: readonly HeadLine[], index: number): boolean {
  const line = head[index];
  const above = head[index - 1];
  if (line === undefined || above === undefined || !isNeighbour(above, line)) return false;
  if (above.other || above.addressSigns > 2 || above.legal || !isReadable(above)) return false;
  if (/(&|\bAND|\bDAN)$/i.test(above.at.text.trim())) return true;
  if (isOnlyGeneric(line.words)) return true;
  const own = line.words.filter((word) => !isLegalWord(word) && word.length > 1).length;
  const wrapped = above.at.box.x1 - above.at.box.x0 > (line.at.box.x1 - line.at.box.x0) * 1.15;
  return line.legal && own <= 1 && above.words.length >= 3 && wrapped;
}

/** The name goes on below: only a legal form or a bracket with a place is left for the next line, or this one ends with `&`. */
function goesOnBelow(head: readonly HeadLine[], index: number): boolean {
  const line = head[index];
  const below = head[index + 1];
  if (line === undefined || below === undefined || line.legal || !isNeighbour(line, below)) return false;
  if (below.other || below.registration === 'alone') return false;
  return isOnlyGeneric(below.words) || (/(&|\bAND|\bDAN)$/i.test(line.at.text.trim()) && below.addressSigns === 0);
}

function isNeighbour(above: HeadLine, below: HeadLine): boolean {
  const taller = Math.max(above.line.row.height, below.line.row.height);
  const shorter = Math.min(above.line.row.height, below.line.row.height);
  const overlap = Math.min(above.at.box.x1, below.at.box.x1) - Math.max(above.at.box.x0, below.at.box.x0);
  return below.at.box.y0 - above.at.box.y1 < taller * 1.8 && taller < shorter * 1.9 && overlap > 0;
}

/** Known words back from what OCR made of them, legal forms as they are written, and no lone bracket before the name. */
function repairName(name: string): string {
  return repairWords(name)
    .replace(/\bS[DON]?[NHM]\b(?=[., ]+B[HI]D\b)/, 'SDN')
    .replace(/(\bSDN[., ]+)(?:B[ID][DO]|[8B]H[DO0])(?![\p{L}\d])/iu, '$1BHD')
    .replace(/^[({]\s*/, (bracket) => (/[)}]/.test(name) ? bracket : ''))
    .trim();
}
