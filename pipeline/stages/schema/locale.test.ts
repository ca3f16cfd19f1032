import { expect, test } from 'vitest';
import { dateOrderOf, findCurrency } from './locale.ts';

test.each([
  [['TOTAL RM 5.00'], 'MYR'],
  [['ACME SDN BHD', 'TOTAL $5.00'], 'MYR'],
  [['TOTAL S$5.00'], 'SGD'],
  [['Total due $5.00', 'Boise, ID 83740'], 'USD'],
  [['Summe 5,00 €'], 'EUR'],
  [['Amount due £5.00'], 'GBP'],
  [['ABN 76 770 427 800', 'TOTAL $5.00'], 'AUD'],
])('%s is in %s', (rows, code) => expect(findCurrency(rows)?.code).toBe(code));

test('a page without any sign has no currency', () => {
  expect(findCurrency(['TOTAL 5.00', 'HARMONY 12'])).toBeNull();
});

test('the month comes first where a date shows it, or where the page is from the United States', () => {
  expect(dateOrderOf(['01/05/2025 - 01/31/2025'])).toBe('month_first');
  expect(dateOrderOf(['03/04/2025', '25/04/2025'])).toBe('day_first');
  expect(dateOrderOf(['Columbus, OH 43287', 'Date 03/11/2023', 'Total $5.00'])).toBe('month_first');
  expect(dateOrderOf(['Batu Caves, SC 68100', 'Date 03/11/2023', 'TOTAL RM 5.00'])).toBe('day_first');
  expect(dateOrderOf(['Date 03/11/2023'])).toBe('day_first');
});
