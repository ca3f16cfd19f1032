import { describe, expect, it } from 'vitest';
import { fixPdfDates } from './pdf-dates.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const text = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1');

const printed = (date: string): Uint8Array =>
  bytes(`%PDF-1.4\n\xff\x80\x00<</Producer (Skia)\n/CreationDate (D:${date})\n/ModDate (D:${date})>>`);

describe('the dates of a PDF', () => {
  it('are those of the run, in UTC, and two prints are the same', () => {
    const fixed = fixPdfDates(printed("20261124022540+00'00'"), '2026-11-20T10:30:00.500+01:00');
    expect(text(fixed)).toContain("/CreationDate (D:20261120093000+00'00')\n/ModDate (D:20261120093000+00'00')");
    expect(fixPdfDates(printed("20301231235959+00'00'"), '2026-11-20T09:30:00Z')).toEqual(fixed);
  });

  it.each([
    '20261124022540',
    '20261124022540Z',
    "20261124022540+02'00",
    "20261124022540+02'00'",
    '2026',
    "20261124022540+02'00'  ",
  ])('written as D:%s leave every other byte where it was', (date) => {
    const before = printed(date);
    const after = fixPdfDates(before, '2026-11-20T09:30:00Z');
    expect(after.length).toBe(before.length);
    expect(text(after)).toContain('%PDF-1.4\n\xff\x80\x00<</Producer');
    expect(text(after).indexOf('/ModDate')).toBe(text(before).indexOf('/ModDate'));
    expect(text(after)).toMatch(/\/ModDate \(D:2026/);
  });

  it('fall back to 1970 where the date is none', () => {
    expect(text(fixPdfDates(printed('20261124022540'), 'yesterday'))).toContain('(D:19700101000000)');
  });
});
