/**
 * Receipts and invoices: whose, when, which, how much. An invoice has a customer and a due date besides.
 */

import { chooseAddress } from './address.ts';
import { chooseCompany } from './company.ts';
import { chooseDate } from './dates.ts';
import { type FieldMap, field, put } from './fields.ts';
import { chooseIdentifier } from './identifiers.ts';
import { type HeadLine, headLines } from './letterhead.ts';
import { findCurrency } from './locale.ts';
import { chooseName } from './names.ts';
import type { Reading } from './reading.ts';
import { passage } from './rows.ts';

/** Company and address, as every type but a form has them. */
export function letterheadFields(reading: Reading, head: readonly HeadLine[]): FieldMap {
  const fields: FieldMap = {};
  const company = chooseCompany(head, reading);
  put(fields, 'company', company);
  put(fields, 'address', chooseAddress(head, company));
  return fields;
}

export function currencyField(reading: Reading): FieldMap {
  const found = findCurrency(reading.lines.map((line) => line.row.text));
  const row = found === null ? undefined : reading.lines[found.row]?.row;
  if (found === null || row === undefined) return {};
  const at = passage(row, found.start, found.end);
  return { currency: field(found.code, at.text, at, found.confidence) };
}

export function receiptFields(reading: Reading): FieldMap {
  const fields: FieldMap = { ...letterheadFields(reading, headLines(reading)), ...currencyField(reading) };
  put(fields, 'date', chooseDate(reading, 'date', false));
  put(fields, 'document_number', chooseIdentifier(reading, 'document_number'));
  return fields;
}

export function invoiceFields(reading: Reading): FieldMap {
  const fields = receiptFields(reading);
  put(fields, 'due_date', chooseDate(reading, 'due_date', true));
  put(fields, 'customer', chooseName(reading, ['customer']));
  return fields;
}
