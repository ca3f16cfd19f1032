/**
 * Total, subtotal and tax as fields. The total comes first; subtotal and tax are then those that lead to it, or failing that
 * the best named ones.
 */
import type { Field } from '../../contract/document.ts';
import { fromCents } from '../../contract/value-amounts.ts';
import { type FieldMap, field } from './fields.ts';
import type { MoneyEntry, Role } from './money.ts';
import { collectSums, partsOf } from './sums.ts';
import { chooseTotal } from './totals.ts';

export interface AmountFields {
  readonly fields: FieldMap;
  readonly cents: { readonly subtotal: number | null; readonly tax: number | null; readonly total: number | null };
}

export function chooseAmounts(entries: readonly MoneyEntry[], items: readonly number[]): AmountFields {
  const total = chooseTotal(entries, items);
  const parts = total === null ? null : (total.proof.parts ?? partsOf(total.cents, collectSums(entries)));
  const subtotal = bestOf(entries, 'subtotal', parts?.subtotal ?? null, total?.cents ?? null);
  const known = { subtotal: subtotal?.cents ?? null, total: total?.cents ?? null };
  const tax = taxByRate(entries, known) ?? bestOf(entries, 'tax', parts !== null && parts.tax > 0 ? parts.tax : null, null);
  const fields: FieldMap = {};
  if (total !== null) fields.total = field(fromCents(total.cents), total.raw, total.at, total.confidence);
  if (subtotal !== null) fields.subtotal = subtotal.field;
  if (tax !== null) fields.tax = tax.field;
  return { fields, cents: { subtotal: subtotal?.cents ?? null, tax: tax?.cents ?? null, total: total?.cents ?? null } };
}

/** Where the tax printed does not lead to the total, but its rate does: the amount was misread, the rate was not. */
function taxByRate(
  entries: readonly MoneyEntry[],
  { subtotal, total }: { readonly subtotal: number | null; readonly total: number | null },
): { field: Field; cents: number } | null {
  if (subtotal === null || total === null || total <= subtotal) return null;
  const cents = total - subtotal;
  const rated = entries.find((e) => e.role === 'tax' && e.percent !== null && Math.round((subtotal * e.percent) / 100) === cents);
  if (rated === undefined || rated.mention.cents === cents) return null;
  return { field: field(fromCents(cents), rated.mention.amount.raw, rated.mention.at, 0.6), cents };
}

/** The entry of a role that equals the proven value, else the one best named. A subtotal can also be named just `total`. */
function bestOf(
  entries: readonly MoneyEntry[],
  role: Role,
  proven: number | null,
  total: number | null,
): { field: Field; cents: number } | null {
  const inRole = entries.filter((entry) => entry.role === role && entry.strength > 0);
  const worth = (entry: MoneyEntry): number =>
    entry.strength * entry.mention.amount.certainty * (entry.inSummary ? 0.3 : 1) * (0.6 + 0.4 * entry.mention.at.confidence) +
    (Math.abs(entry.mention.cents) === proven ? 2 : 0) -
    (total !== null && entry.mention.cents > total * 1.5 ? 0.5 : 0);
  const named = [...inRole].sort((a, b) => worth(b) - worth(a))[0];
  if (proven !== null && (named === undefined || Math.abs(named.mention.cents) !== proven)) {
    const elsewhere = entries.find(
      (entry) => Math.abs(entry.mention.cents) === proven && (role === 'subtotal' || entry.role === role),
    );
    const at = elsewhere?.mention.at ?? named?.mention.at;
    const raw = elsewhere?.mention.amount.raw ?? fromCents(proven);
    if (at !== undefined) return { field: field(fromCents(proven), raw, at, 0.7), cents: proven };
  }
  if (named === undefined) return null;
  const cents = Math.abs(named.mention.cents);
  return {
    field: field(fromCents(cents), named.mention.amount.raw, named.mention.at, Math.min(0.99, worth(named) / 1.2)),
    cents,
  };
}
