/**
 * What the `tesseract` program says of itself.
 */

/** @param text of `tesseract --version`; version 4 writes it to standard error */
export function parseVersions(text: string): { readonly tesseract: string; readonly leptonica: string } | null {
  const tesseract = /^tesseract v?(\d\S*)/m.exec(text)?.[1];
  if (tesseract === undefined) return null;
  return { tesseract, leptonica: /^\s*leptonica-(\S+)/m.exec(text)?.[1] ?? 'unknown' };
}

/**
 * @param text of `tesseract --list-langs`
 * @returns the folder that holds its models, or null when it does not tell: versions before 5 name no folder
 */
export const parseFolder = (text: string): string | null => /^List of available languages in "([^"]+)"/m.exec(text)?.[1] ?? null;
