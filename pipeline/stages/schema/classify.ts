/**
 * Which type a document is: each type's words vote, with the weight of how seldom they stand on another type, and the shape of
 * the page votes a little. Too few votes: `other`.
 */
import type { DocumentType } from '../../contract/document.ts';
import { countConcepts, type Reading } from './reading.ts';
import type { Concept } from './vocabulary.ts';

export interface Classification {
  readonly type: DocumentType;
  readonly confidence: number;
}

type Voted = Exclude<DocumentType, 'other'>;

/** Points for a row that names the concept, and how many rows count. */
const votes: readonly (readonly [Concept, Voted, points: number, most: number])[] = [
  ['receipt_word', 'receipt', 1.2, 3],
  ['change', 'receipt', 2, 1],
  ['cash', 'receipt', 1, 2],
  ['card', 'receipt', 0.6, 1],
  ['till', 'receipt', 0.8, 3],
  ['rounding', 'receipt', 1.2, 1],
  ['quantity_total', 'receipt', 1, 1],
  ['tax_summary', 'receipt', 0.6, 1],
  ['total', 'receipt', 0.4, 2],
  ['grand_total', 'receipt', 0.2, 1],
  ['subtotal', 'receipt', 0.2, 1],
  ['invoice_word', 'invoice', 1.2, 2],
  ['invoice_part', 'invoice', 1, 4],
  ['due_date', 'invoice', 1.8, 1],
  ['customer', 'invoice', 1.2, 1],
  ['order_number', 'invoice', 1, 1],
  ['total', 'invoice', 0.3, 1],
  ['grand_total', 'invoice', 0.4, 1],
  ['subtotal', 'invoice', 0.5, 1],
  ['statement_title', 'bank_statement', 2, 2],
  ['opening_balance', 'bank_statement', 3, 1],
  ['closing_balance', 'bank_statement', 2.5, 1],
  ['account_number', 'bank_statement', 1, 1],
  ['account_holder', 'bank_statement', 0.7, 1],
  ['period', 'bank_statement', 1, 1],
  ['money_in', 'bank_statement', 0.9, 1],
  ['money_out', 'bank_statement', 0.9, 1],
  ['balance_column', 'bank_statement', 0.7, 1],
  ['bank', 'bank_statement', 0.5, 2],
  ['form_title', 'form', 1.6, 2],
  ['form_part', 'form', 0.8, 6],
  ['date_of_birth', 'form', 2.2, 1],
  ['first_name', 'form', 1.5, 1],
  ['last_name', 'form', 1.5, 1],
  ['name', 'form', 1, 1],
  ['email', 'form', 0.4, 1],
  ['address', 'form', 0.5, 1],
];

const FEWEST_POINTS = 2;
/** Long garbage hits a word now and then: what a type needs grows with the rows. */
const ROWS_PER_POINT = 150;
/** A till's paper is a strip: its text is taller than wide, and its rows hold few words. */
const STRIP_RATIO = 1.5;
const STRIP_POINTS = 1;
const AMOUNT_POINTS = 0.5;
/** Forms have few amounts, statements and invoices cannot do without. */
const NO_AMOUNTS_POINTS = 1;

export function classify(reading: Reading): Classification {
  const counts = countConcepts(reading.lines);
  const points: Record<Voted, number> = { receipt: 0, invoice: 0, bank_statement: 0, form: 0 };
  for (const [concept, type, weight, most] of votes) points[type] += weight * Math.min(most, counts.get(concept) ?? 0);
  const amounts = reading.lines.filter((line) => line.amounts.length > 0).length;
  if (amounts >= 2) {
    points.receipt += AMOUNT_POINTS;
    points.invoice += AMOUNT_POINTS;
    points.bank_statement += amounts >= 5 ? AMOUNT_POINTS : 0;
  } else points.form += points.form > 0 ? NO_AMOUNTS_POINTS : 0;
  if (isStrip(reading)) points.receipt += points.receipt > 0 ? STRIP_POINTS : 0;
  else points.invoice += points.invoice > 1 ? STRIP_POINTS : 0;

  const ranked = (Object.entries(points) as [Voted, number][]).sort((a, b) => b[1] - a[1]);
  const [best, next] = ranked;
  const fewest = FEWEST_POINTS + reading.lines.length / ROWS_PER_POINT;
  if (best === undefined || best[1] < fewest) {
    return { type: 'other', confidence: 1 - (best?.[1] ?? 0) / (2 * fewest) };
  }
  const share = best[1] / (best[1] + (next?.[1] ?? 0));
  return { type: best[0], confidence: Math.min(0.99, share * (1 - Math.exp(-best[1] / 3))) };
}

function isStrip({ lines, textHeight }: Reading): boolean {
  const page = lines.filter((line) => line.row.page === 0);
  if (page.length < 4) return false;
  const left = Math.min(...page.map((line) => line.row.box.x0));
  const right = Math.max(...page.map((line) => line.row.box.x1));
  const top = page[0]?.row.box.y0 ?? 0;
  const bottom = page.at(-1)?.row.box.y1 ?? 0;
  const charactersWide = (right - left) / (textHeight * 0.6);
  return (bottom - top) / Math.max(1, right - left) > STRIP_RATIO || charactersWide < 50;
}
