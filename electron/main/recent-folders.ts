/**
 * The folders whose documents were chosen last, the latest first. The window knows them by name; which is meant it says by a
 * key of this list.
 *
 * Holds: a file that is not there, or was spoilt, means that none are known; a folder that is gone stays in the list until
 * somebody says that it may go, for it may be on a disk that comes back. Imports no Electron.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { RecentFolder } from '../../pipeline/contract/app-calls.ts';
import { BenchError } from '../../pipeline/contract/errors.ts';

const MOST = 10;
const LONGEST = 4096;
/** A disk in the network that is away answers after minutes. */
const PATIENCE_MS = 1000;

const fileSchema = z.array(z.string().min(1).max(LONGEST));

const keyOf = (place: string): string => createHash('sha256').update(place).digest('hex').slice(0, 16);

export class RecentFolders {
  readonly #file: string;
  readonly #onChange: (places: readonly string[]) => void;
  #places: readonly string[];

  constructor(file: string, onChange: (places: readonly string[]) => void) {
    this.#file = file;
    this.#onChange = onChange;
    this.#places = readPlaces(file);
  }

  get places(): readonly string[] {
    return this.#places;
  }

  async note(place: string): Promise<void> {
    if (place === '' || place.length > LONGEST) return;
    const whole = path.resolve(place);
    if (whole === this.#places[0]) return;
    await this.#become([whole, ...this.#places.filter((other) => other !== whole)].slice(0, MOST));
  }

  async list(): Promise<RecentFolder[]> {
    return Promise.all(this.#places.map(async (place) => ({ key: keyOf(place), place, missing: !(await isThere(place)) })));
  }

  /** @throws BenchError `input.folder_missing`, and `message.invalid` for a key that is not of this list */
  async place(key: string): Promise<string> {
    const place = this.#find(key);
    if (!(await isThere(place))) throw new BenchError('input.folder_missing', { folder: place });
    return place;
  }

  async forget(key: string): Promise<void> {
    const place = this.#find(key);
    await this.#become(this.#places.filter((other) => other !== place));
  }

  async forgetAll(): Promise<void> {
    await this.#become([]);
  }

  #find(key: string): string {
    const place = this.#places.find((each) => keyOf(each) === key);
    if (place === undefined) throw new BenchError('message.invalid', { from: 'the window', reason: 'no such recent folder' });
    return place;
  }

  async #become(places: readonly string[]): Promise<void> {
    this.#places = places;
    this.#onChange(places);
    // A list that cannot be kept is one for today.
    await writeFileAtomic(this.#file, `${JSON.stringify(places, null, 2)}\n`).catch(() => undefined);
  }
}

async function isThere(place: string): Promise<boolean> {
  let isFound = false;
  const looked = stat(place).then(
    () => {
      isFound = true;
    },
    () => undefined,
  );
  await Promise.race([looked, sleep(PATIENCE_MS, undefined, { ref: false })]);
  // Who was held up for that long hears the timer first, and a turn later what the disk has said.
  await nextTurn();
  return isFound;
}

function readPlaces(file: string): readonly string[] {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).slice(0, MOST);
  } catch {
    return [];
  }
}
