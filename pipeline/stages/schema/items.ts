/**
 * The rows of goods on a receipt or invoice, between the column headings and the totals. A row's last amount is its price; where
 * quantity × unit price gives it, those are known too. A description may stand on the row, on the one before or on the one after.
 */
import type { LineItem } from '../../contract/document.ts';
import { fromCents } from '../../contract/value-amounts.ts';
import { type MoneyEntry, totalRoles } from './money.ts';
import { has, type Line, type Mention, type Reading } from './reading.ts';

export interface FoundItem {
  readonly item: LineItem;
  readonly cents: number;
  readonly line: number;
}

const endRoles = new Set<MoneyEntry['role']>([
  'grand_total',
  'total_inclusive',
  'total',
  'subtotal',
  'cash',
  'change',
  'rounding',
]);
const taxCode = /(?:\s+(?:SR|ZR|ZRL|OS|ES|TX|S|Z|T|E|N|A|B|[*»«+#]))+\s*$/i;

export function findItems(reading: Reading, money: readonly MoneyEntry[]): FoundItem[] {
  const byLine = Map.groupBy(money, (entry) => entry.line);
  const [start, end] = region(reading, byLine);
  const lines = reading.lines.slice(start, end);
  const priced = lines.filter((line) => line.amounts.length > 0 && !isNotAnItem(byLine.get(line.index) ?? []));
  const inRow = priced.filter((line) => describes(line) !== '').length;
  const side = inRow * 2 >= priced.length ? null : descriptionSide(lines, priced);
  return priced.flatMap((line) => {
    const last = line.amounts.at(-1);
    if (last === undefined) return [];
    const own = describes(line);
    const beside = side === null || own !== '' ? undefined : reading.lines[line.index + side];
    const other = beside !== undefined && beside.amounts.length === 0 && beside.index >= start ? beside.row.text : '';
    const { quantity, unitPrice } = quantityOf(line, last);
    const description =
      (own || other).replace(/\s+/g, ' ').trim() || line.row.text.slice(0, line.amounts[0]?.amount.start).trim();
    const item = { description, quantity, unit_price: unitPrice, amount: fromCents(last.cents) };
    return [{ item, cents: last.cents, line: line.index }];
  });
}

/** From the row below the column headings, or the first amount, to the first total. */
function region(reading: Reading, byLine: ReadonlyMap<number, readonly MoneyEntry[]>): [number, number] {
  const firstAmount = reading.lines.findIndex((line) => line.amounts.length > 0);
  if (firstAmount < 0) return [0, 0];
  const isTotal = (line: Line): boolean => (byLine.get(line.index) ?? []).some((entry) => totalRoles.includes(entry.role));
  const firstTotal = reading.lines.findIndex(isTotal);
  const heading = reading.lines.findIndex((line) => columnCount(line) >= 2 && (firstTotal < 0 || line.index < firstTotal));
  // Without headings the first price's description may stand on the row above it.
  const start = heading >= 0 ? heading + 1 : Math.max(0, firstAmount - 1);
  const end = reading.lines.findIndex(
    (line) =>
      line.index >= start &&
      ((byLine.get(line.index) ?? []).some((entry) => endRoles.has(entry.role) && entry.strength >= 0.7) ||
        (has(line, 'quantity_total') && line.index > start)),
  );
  return [start, end < 0 ? reading.lines.length : end];
}

const columnCount = (line: Line): number => line.labels.filter((label) => label.concepts.includes('column')).length;

const isNotAnItem = (entries: readonly MoneyEntry[]): boolean =>
  entries.some((entry) => entry.strength >= 0.8 && entry.role !== 'plain' && entry.role !== 'discount' && entry.role !== 'card');

/** The words of a row without its numbers and tax codes; '' where nothing is left that tells what was bought. */
function describes(line: Line): string {
  const first = line.amounts[0]?.amount.start ?? line.row.text.length;
  const text = line.row.text.slice(0, first).replace(taxCode, '');
  const words = text
    .replace(/^\s*\d{1,4}\s*[xX@]?\s+(?=\p{L})/u, '')
    .replace(/(?:\s+\d{1,5}(?:[.,]\d{1,3})?\s*[xX@]?|\s+[xX@])+\s*$/, '');
  return (words.match(/\p{L}/gu)?.length ?? 0) >= 3 ? words.trim() : '';
}

/** Whether descriptions stand above or below their prices: where more rows of mere text lie. */
function descriptionSide(lines: readonly Line[], priced: readonly Line[]): -1 | 1 {
  const textOnly = new Set(lines.filter((line) => line.amounts.length === 0 && describes(line) !== '').map((line) => line.index));
  const below = priced.filter((line) => textOnly.has(line.index + 1)).length;
  const above = priced.filter((line) => textOnly.has(line.index - 1)).length;
  const first = priced[0];
  if (below === above) return first !== undefined && textOnly.has(first.index - 1) ? -1 : 1;
  return below > above ? 1 : -1;
}

/** Quantity and unit price, believed only where they multiply to the amount, or where they are the only ones there are. */
function quantityOf(line: Line, last: Mention): { quantity: string | null; unitPrice: string | null } {
  const before = line.row.text.slice(0, last.amount.start);
  const numbers = [...before.matchAll(/(?<![\w.,/-])(\d{1,6}(?:[.,]\d{1,3})?)(?=[xX]?(?![\w/]))/g)].map((match) =>
    (match[1] ?? '').replace(',', '.'),
  );
  const prices = line.amounts.slice(0, -1);
  for (const price of [...prices].reverse()) {
    const quantity = numbers.find(
      (number) => Math.abs(Math.round(Number(number) * price.cents) - last.cents) <= 1 && Number(number) > 0,
    );
    if (quantity !== undefined) return { quantity, unitPrice: fromCents(price.cents) };
  }
  const lone = prices.length === 1 ? prices[0] : undefined;
  return { quantity: null, unitPrice: lone === undefined ? null : fromCents(lone.cents) };
}
