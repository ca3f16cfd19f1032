/**
 * What a document is by its content, whatever its name says.
 */
import { fileTypeFromBuffer } from 'file-type';

export const sourceTypes = ['image/jpeg', 'image/png', 'image/tiff', 'image/webp', 'application/pdf'] as const;
export type SourceType = (typeof sourceTypes)[number];

/** So many bytes tell. */
export const HEAD_BYTES = 4100;
/** Something else may stand before a PDF, such as the header of the mail it came in; so far its readers look. */
const PDF_MARK = '%PDF-';
const PDF_MARK_WITHIN_BYTES = 1024;

/**
 * @param bytes of the document, at least its first `HEAD_BYTES`
 * @returns one of the types that can be read, or what else it is, or undefined
 */
export async function typeOf(
  bytes: Uint8Array,
): Promise<{ readonly known: SourceType | null; readonly name: string | undefined }> {
  const name = (await fileTypeFromBuffer(bytes))?.mime;
  const known = sourceTypes.find((type) => type === name);
  if (known !== undefined) return { known, name };
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, PDF_MARK_WITHIN_BYTES));
  return name === undefined && head.includes(PDF_MARK)
    ? { known: 'application/pdf', name: 'application/pdf' }
    : { known: null, name };
}
