/**
 * What quality scoring measures on a document, and the score made of it.
 */
import { z } from 'zod';

export const qualitySchema = z.object({
  /** 0 (unreadable) to 1 (clean): what the path is chosen by. */
  score: z.number().min(0).max(1),
  /** Each part of the score, 0..1, 1 is good. */
  parts: z.object({
    sharpness: z.number().min(0).max(1),
    /** Of the print to its paper, and how evenly the paper is lit; the lesser of the two. */
    contrast: z.number().min(0).max(1),
    noise: z.number().min(0).max(1),
    resolution: z.number().min(0).max(1),
    skew: z.number().min(0).max(1),
  }),
  /** The measured values behind the parts, in their own units. */
  measured: z.object({
    /** Mean absolute gradient at letter edges, in grey levels per pixel. */
    edge_gradient: z.number(),
    /** Ink to paper, in grey levels (0..255). */
    contrast_levels: z.number(),
    /** Standard deviation of the noise, in grey levels. */
    noise_levels: z.number(),
    /** Height of a small letter in pixels of the source; null where no text was found. */
    x_height_pixels: z.number().nullable(),
    /** Degrees the text is turned, clockwise positive. */
    skew_degrees: z.number(),
    /** From the file's tag, null where it has none; of a PDF what its first page was drawn at. */
    dots_per_inch: z.number().nullable(),
  }),
  width: z.int().positive(),
  height: z.int().positive(),
  pages: z.int().positive(),
  /** Whether a PDF carries text of its own, which OCR does not use; null for images, and in rows of a version that read none. */
  text_layer: z.boolean().nullable().default(null),
});
export type Quality = z.infer<typeof qualitySchema>;
