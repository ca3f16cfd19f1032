/**
 * Numbers that name a thing (invoice, account, claim), and the few values with a form of their own: telephone and e-mail.
 */

import { type Pair, pairStrength, pairsOf } from './pairs.ts';
import type { Reading } from './reading.ts';
import { type Passage, passage } from './rows.ts';
import type { Concept } from './vocabulary.ts';

export interface ChosenText {
  readonly value: string;
  readonly at: Passage;
  readonly confidence: number;
}

export const chosen = (value: string, at: Passage, strength: number): ChosenText => ({
  value,
  at,
  confidence: Math.max(0, Math.min(0.99, strength * (0.4 + 0.6 * at.confidence))),
});

/** Labels that say number, as `INVOICE NO` does and `INVOICE` alone does not. */
const saysNumber = /(?:\b(?:no|nr|num|number|id|ref|reference|nummer|n)\b|#)\.?\s*$/i;
const hashFollows = /^\s{0,2}(?:#|no\b|nr\b)/i;

/** The number after one of a concept's labels: a run with digits that is no date, amount or telephone. */
export function chooseIdentifier(reading: Reading, concept: Concept): ChosenText | null {
  let best: ChosenText | null = null;
  for (const pair of pairsOf(reading, concept)) {
    const token = identifierIn(pair);
    if (token === null) continue;
    const explicit = saysNumber.test(pair.label.phrase) || hashFollows.test(pair.line.row.text.slice(pair.label.end));
    if (pair.placed === 'below' && !explicit) continue;
    const strength = pairStrength(pair) * (explicit ? 1 : pair.label.marked ? 0.8 : 0.5) * (token.value.length >= 3 ? 1 : 0.6);
    const found = chosen(token.value, token.at, strength);
    // `REF 383271` below `Ref. no.`: what looked like a label is the number's own beginning.
    const longer = best !== null && sameNumber(best, found) ? found.value.length - best.value.length : 0;
    if (longer > 0 || (longer === 0 && found.confidence > (best?.confidence ?? 0.05))) best = found;
  }
  return best;
}

const sameNumber = (a: ChosenText, b: ChosenText): boolean =>
  (a.value.endsWith(b.value) || b.value.endsWith(a.value)) && a.at.box.x1 === b.at.box.x1 && a.at.box.y1 === b.at.box.y1;

function identifierIn(pair: Pair): { value: string; at: Passage } | null {
  const { valueLine, start, end } = pair;
  const text = valueLine.row.text.slice(start, end);
  const clean = text.replace(/^(?:no|nr|num(?:ber)?|id)\b[\s.:#]*/i, '');
  const offset = start + text.length - clean.length;
  // A dash that OCR set apart joins what it stands between: `V042- 513777`.
  const token =
    /^[#:*\s]*([A-Z0-9][A-Z0-9/_.*-]{0,40}(?:(?<=[-/]) [A-Z0-9][A-Z0-9/_.-]*| [-/] ?[A-Z0-9]+| \d[\d-]*(?= \d|$))*)/i.exec(clean);
  const value = token?.[1]?.replace(/[.\-/_]+$/, '');
  if (token === null || value === undefined || !/\d/.test(value)) return null;
  const at = offset + token[0].length - (token[1]?.length ?? 0);
  const overlapsDate = valueLine.dates.some((date) => date.certainty > 0.4 && date.start < at + value.length && at < date.end);
  if (overlapsDate || /^\d+[.,]\d{2}$/.test(value) || /^\d{1,2}:\d{2}/.test(value)) return null;
  return { value: value.replace(/\s+/g, ''), at: passage(valueLine.row, at, at + value.length) };
}

const emailForm = /(?<![\w.+-])[A-Z0-9][\w.+-]{0,63} ?@ ?[A-Z0-9-]{1,63}(?: ?\. ?[A-Z0-9-]{2,63}){1,4}/i;

export function chooseEmail(reading: Reading): ChosenText | null {
  for (const line of reading.lines) {
    const match = emailForm.exec(line.row.text);
    if (match === null) continue;
    const at = passage(line.row, match.index, match.index + match[0].length);
    return chosen(match[0].replace(/\s+/g, ''), at, 0.95);
  }
  return null;
}

const telephoneForm = /[+(]{0,2}\d[\d ()./-]{5,20}\d/;

export function chooseTelephone(reading: Reading): ChosenText | null {
  for (const pair of pairsOf(reading, 'telephone')) {
    const match = telephoneForm.exec(pair.value.text);
    if (match === null || match[0].replace(/\D/g, '').length < 6) continue;
    const from = pair.start + pair.valueLine.row.text.slice(pair.start, pair.end).indexOf(match[0]);
    return chosen(match[0].replace(/\s+/g, ''), passage(pair.valueLine.row, from, from + match[0].length), pairStrength(pair));
  }
  return null;
}

/** Account numbers: groups of digits, an IBAN, or with the middle masked. */
const accountForm = /[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}|[\dXx*•]{2,}(?:[ -]?[\dXx*•]{1,}){0,8}/;

export function chooseAccountNumber(reading: Reading): ChosenText | null {
  let best: ChosenText | null = null;
  for (const pair of pairsOf(reading, 'account_number')) {
    const text = pair.value.text;
    const match = accountForm.exec(text);
    if (match === null || match[0].replace(/\D/g, '').length < 4 || match.index > 12) continue;
    if (pair.valueLine.dates.some((date) => date.start >= pair.start && date.end <= pair.end && date.certainty > 0.5)) continue;
    const from = pair.start + pair.valueLine.row.text.slice(pair.start, pair.end).indexOf(match[0]);
    const digits = match[0].replace(/\D/g, '').length;
    const found = chosen(
      match[0].replace(/\s+/g, ''),
      passage(pair.valueLine.row, from, from + match[0].length),
      pairStrength(pair) * (digits >= 6 ? 1 : 0.6),
    );
    if (found.confidence > (best?.confidence ?? 0)) best = found;
  }
  return best;
}
