import { describe, expect, it } from 'vitest';
import { toHtml } from './html.ts';
import { findPrinter, printPdf } from './print-pdf.ts';
import { sampleDocument } from './testing/sample-document.ts';

const printer = await findPrinter();

describe.skipIf(printer === null)('the PDF report (skipped where there is no Chromium)', () => {
  it('has pages, and is the same bytes printed twice', async () => {
    const options = { date: '2026-11-20T09:30:00.000Z', printer };
    const first = await printPdf(toHtml(sampleDocument), options);
    const text = Buffer.from(first).toString('latin1');
    expect(text.slice(0, 5)).toBe('%PDF-');
    expect(text.match(/\/Type \/Page\b/g)?.length).toBeGreaterThanOrEqual(4);
    // Not the whole text: a failure would print a megabyte.
    expect(text.match(/\/CreationDate \(D:\d*/)?.[0]).toBe('/CreationDate (D:20261120093000');
    // A print takes longer than the second in which a date is counted.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(Buffer.from(await printPdf(toHtml(sampleDocument), options)).equals(Buffer.from(first))).toBe(true);
  });
});
