/**
 * The sums a document states about itself, computed again. A check is made only where every part of it was read; a failed one
 * says that something was misread, or that the document is wrong.
 */
import type { ArithmeticCheck } from '../../contract/document.ts';
import { fromCents } from '../../contract/value-amounts.ts';
import type { MoneyEntry, Role } from './money.ts';

export interface CheckedAmounts {
  readonly subtotal: number | null;
  readonly tax: number | null;
  readonly total: number | null;
}

const check = (name: ArithmeticCheck['name'], expected: number, actual: number): ArithmeticCheck => {
  return { name, passed: expected === actual, expected: fromCents(expected), actual: fromCents(actual) };
};

export function checkSums(
  { subtotal, tax, total }: CheckedAmounts,
  entries: readonly MoneyEntry[],
  items: readonly number[],
): ArithmeticCheck[] {
  const checks: ArithmeticCheck[] = [];
  const one = (role: Role): number | null => {
    const found = entries.find((entry) => entry.role === role && !entry.inSummary && entry.strength >= 0.7);
    return found === undefined ? null : found.mention.cents;
  };
  const itemSum = items.reduce((sum, cents) => sum + cents, 0);
  const rounding = one('rounding') ?? 0;
  if (items.length > 0 && subtotal !== null && subtotal !== total) checks.push(check('items_sum_to_subtotal', subtotal, itemSum));
  else if (items.length > 0 && total !== null) checks.push(check('items_sum_to_total', total, itemSum + rounding));
  if (subtotal !== null && tax !== null && total !== null) {
    const extras = (one('service') ?? 0) + (one('shipping') ?? 0) - Math.abs(one('discount') ?? 0);
    const plain = subtotal + tax;
    // Discounts and charges are often inside the subtotal already: the sum that comes out is the one meant.
    const sums = [plain, plain + rounding, plain + extras, plain + extras + rounding, plain - rounding];
    checks.push(check('subtotal_plus_tax_is_total', total, sums.find((sum) => sum === total) ?? plain + rounding));
  }
  const cash = one('cash');
  const change = one('change');
  if (cash !== null && change !== null && total !== null) {
    checks.push(check('cash_minus_change_is_total', total, Math.abs(cash) - Math.abs(change)));
  }
  return checks;
}

export const checkBalances = (opening: number, closing: number, transactions: readonly number[]): ArithmeticCheck =>
  check(
    'balances_reconcile',
    closing,
    transactions.reduce((sum, cents) => sum + cents, opening),
  );
