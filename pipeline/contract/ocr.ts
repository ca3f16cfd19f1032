/**
 * What every OCR engine returns. Boxes are in pixels of the image the engine was given.
 */
import { z } from 'zod';

export const boxSchema = z.object({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() });
export type Box = z.infer<typeof boxSchema>;

/** Quarter turns, clockwise. */
export type Quarters = 0 | 1 | 2 | 3;

export const wordSchema = z.object({
  text: z.string(),
  /** 0..1 as the engine states it. */
  confidence: z.number().min(0).max(1),
  box: boxSchema,
  /** 0-based page of the document. */
  page: z.int().nonnegative(),
  /** 0-based line as the engine grouped it, unique within the page, in the engine's reading order. */
  line: z.int().nonnegative(),
});
export type Word = z.infer<typeof wordSchema>;

/** What was read and where, as it is kept beside the master image; boxes are in pixels of the pages named here. */
export const wordsFileSchema = z.object({
  pages: z.array(z.object({ width: z.int().positive(), height: z.int().positive() })),
  words: z.array(wordSchema),
});
export type WordsFile = z.infer<typeof wordsFileSchema>;

export const ocrResultSchema = z.object({
  /** Plain text, rows grouped by y then x, a line per row, pages separated by a blank line. */
  text: z.string(),
  words: z.array(wordSchema),
  /** Mean word confidence weighted by length in characters, 0..1; 0 for a page without words. */
  confidence: z.number().min(0).max(1),
});
export type OcrResult = z.infer<typeof ocrResultSchema>;
