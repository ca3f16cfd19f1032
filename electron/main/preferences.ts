/**
 * What the app remembers of a person's wishes between two starts.
 */
import { readFileSync } from 'node:fs';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { guideSchema, themeSchema } from '../../pipeline/contract/app-calls.ts';

const preferencesSchema = z.object({
  theme: themeSchema.default('system'),
  guide: guideSchema.default({ dismissed: false, opened: [] }),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** A file that is not there, or was spoilt, means the defaults. */
export function readPreferences(file: string): Preferences {
  try {
    return preferencesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return preferencesSchema.parse({});
  }
}

export const writePreferences = (file: string, preferences: Preferences): Promise<void> =>
  writeFileAtomic(file, `${JSON.stringify(preferences, null, 2)}\n`);
