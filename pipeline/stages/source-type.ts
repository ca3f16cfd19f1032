/**
 * What a document is by its content, whatever its name says.
 */
import { fileTypeFromBuffer } from 'file-type';

const sourceTypes = ['image/jpeg', 'image/png', 'image/tiff', 'image/webp', 'application/pdf'] as const;
export type SourceType = (typeof sourceTypes)[number];

/** So many bytes tell. */
export const HEAD_BYTES = 4100;
/** Something else may stand before a PDF, such as the header of the mail it came in; so far its readers look. */
const PDF_MARK = '%PDF-';
const PDF_MARK_WITHIN_BYTES = 1024;

/** Its first picture is what every viewer shows, as with an animated WebP. */
const ANIMATED_PNG = 'image/apng';

/** What a file begins as that is cut off or damaged before its type is beyond doubt: the decoder will say what is wrong. */
const signatures: readonly (readonly [signature: string, type: SourceType])[] = [
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['II*\0', 'image/tiff'],
  ['MM\0*', 'image/tiff'],
  ['II+\0', 'image/tiff'],
  ['MM\0+', 'image/tiff'],
];

/**
 * @param bytes of the document, at least its first `HEAD_BYTES`
 * @returns one of the types that can be read, or what else it is, or undefined
 */
export async function typeOf(
  bytes: Uint8Array,
): Promise<{ readonly known: SourceType | null; readonly name: string | undefined }> {
  const found = (await fileTypeFromBuffer(bytes))?.mime ?? beginsAs(bytes);
  const name = found === ANIMATED_PNG ? 'image/png' : found;
  return { known: sourceTypes.find((type) => type === name) ?? null, name };
}

function beginsAs(bytes: Uint8Array): SourceType | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, PDF_MARK_WITHIN_BYTES));
  const signature = head.toString('latin1', 0, 8);
  return (
    signatures.find(([begins]) => signature.startsWith(begins))?.[1] ?? (head.includes(PDF_MARK) ? 'application/pdf' : undefined)
  );
}
