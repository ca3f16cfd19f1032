/**
 * Chromium writes the time of the print into a PDF. Put in its place is the time of the run, so that a report printed again is
 * the same file. Every byte stays where it is, because a PDF names its parts by their offsets.
 */

/** `D:20261124022540+00'00'`, as Chromium writes it. */
const datePattern = /\/(CreationDate|ModDate) \(D:[^()\\]*\)/g;

/** @param date ISO 8601; what is no date becomes the beginning of 1970 */
export function fixPdfDates(pdf: Uint8Array, date: string): Uint8Array {
  const time = new Date(date);
  const digits = (Number.isNaN(time.getTime()) ? new Date(0) : time).toISOString().replace(/\D/g, '').slice(0, 14);
  // One character for each byte, so that the length is the number of bytes.
  const text = Buffer.from(pdf).toString('latin1');
  const fixed = text.replace(datePattern, (found, key: string) => {
    const opening = `/${key} (D:`;
    const room = found.length - opening.length - 1;
    // A date may end after any of its parts: `D:20261124022540` says UTC or nothing about it.
    const written = `${digits}+00'00'`.slice(0, room);
    return `${opening}${written}${' '.repeat(room - written.length)})`;
  });
  return Buffer.from(fixed, 'latin1');
}
