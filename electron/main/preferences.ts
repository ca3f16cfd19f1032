/**
 * What the app remembers of a person's wishes between two starts.
 */
import { readFileSync } from 'node:fs';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { guideSchema, themeSchema } from '../../pipeline/contract/app-calls.ts';

const preferencesSchema = z.object({
  theme: themeSchema.default('system'),
  /** Whether to tell when long work ends while another window has the focus. */
  notices: z.boolean().default(true),
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

/** The wishes as they are now, for everybody in the main process. */
export class PreferenceKeeper {
  readonly #file: string;
  readonly #onChange: (preferences: Preferences) => void;
  #preferences: Preferences;

  constructor(file: string, onChange: (preferences: Preferences) => void) {
    this.#file = file;
    this.#onChange = onChange;
    this.#preferences = readPreferences(file);
  }

  get(): Preferences {
    return this.#preferences;
  }

  async set(change: Partial<Preferences>): Promise<void> {
    this.#preferences = { ...this.#preferences, ...change };
    this.#onChange(this.#preferences);
    await writePreferences(this.#file, this.#preferences);
  }
}
