/**
 * Which documents of a folder are measured: all of them, or those its manifest puts on a path; `mixed` is the report's 70/30.
 */
import { z } from 'zod';

export const documentSelectionSchema = z.enum(['all', 'fast', 'standard', 'mixed']);
export type DocumentSelection = z.infer<typeof documentSelectionSchema>;
