/**
 * Where the window was: kept while it is moved, and brought back at the next start, on a screen that is there.
 *
 *   const kept = new WindowState(file, timers);
 *   const window = new BrowserWindow(placeOn(kept.read(), screens));
 *   window.on('resize', () => kept.note({ bounds: window.getNormalBounds(), maximised: window.isMaximized() }));
 *   window.on('close', () => kept.flush());
 *
 * Holds: a file that is not there, or was spoilt, means the default; what cannot be written is let be. Imports no Electron.
 */
import { readFileSync } from 'node:fs';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { Timers } from './timers.ts';

/** In pixels of the screen that do not depend on its scale, as Electron counts. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Negative and large places are good ones: screens lie to the left of others, and far to the right. */
const pixel = z.int().min(-100_000).max(100_000);
const side = z.int().min(1).max(100_000);
const placeSchema = z.object({
  bounds: z.object({ x: pixel, y: pixel, width: side, height: side }),
  maximised: z.boolean(),
});
export type WindowPlace = z.infer<typeof placeSchema>;

export const SMALLEST = { width: 900, height: 600 };
export const DEFAULT_SIZE = { width: 1280, height: 800 };

/** So much of the upper edge must be on a screen, else nobody can take hold of the window. */
const GRIP = { width: 120, height: 24 };
/** A window is told of each pixel it is moved by; the disk is not. */
const SETTLE_MS = 500;

export class WindowState {
  readonly #file: string;
  readonly #timers: Timers;
  #unwritten: { readonly place: WindowPlace; readonly timer: unknown } | null = null;

  constructor(file: string, timers: Timers) {
    this.#file = file;
    this.#timers = timers;
  }

  read(): WindowPlace | null {
    try {
      return placeSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      return null;
    }
  }

  note(place: WindowPlace): void {
    if (this.#unwritten !== null) this.#timers.clear(this.#unwritten.timer);
    this.#unwritten = { place, timer: this.#timers.set(() => this.flush(), SETTLE_MS) };
  }

  /** Writes at once what is not written yet: the app may end with its window. */
  flush(): void {
    if (this.#unwritten === null) return;
    const { place, timer } = this.#unwritten;
    this.#timers.clear(timer);
    this.#unwritten = null;
    try {
      writeFileAtomic.sync(this.#file, `${JSON.stringify(place, null, 2)}\n`);
    } catch {
      // A window that opens in the middle next time is no reason to trouble anybody.
    }
  }
}

/**
 * @param screens the parts of the screens that windows may lie on, the main one first
 * @returns a place without `x` and `y` is left to the system, which takes the middle of the main screen
 */
export function placeOn(place: WindowPlace | null, screens: readonly Bounds[]): Partial<Bounds> & typeof DEFAULT_SIZE {
  if (place === null) return DEFAULT_SIZE;
  const { bounds } = place;
  const screen = screens.find((each) => isWithinReach(bounds, each));
  const { width, height } = sizeWithin(bounds, screen ?? screens[0]);
  return screen === undefined ? { width, height } : { x: bounds.x, y: bounds.y, width, height };
}

function isWithinReach({ x, y, width }: Bounds, screen: Bounds): boolean {
  const seen = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
  return seen >= Math.min(GRIP.width, width) && y >= screen.y && y + GRIP.height <= screen.y + screen.height;
}

/** No larger than the screen, which may be a smaller one than last time, and no smaller than a window can be. */
function sizeWithin({ width, height }: Bounds, screen: Bounds | undefined): typeof DEFAULT_SIZE {
  const within = (wanted: number, most: number | undefined, least: number) => Math.max(least, Math.min(wanted, most ?? wanted));
  return {
    width: within(width, screen?.width, SMALLEST.width),
    height: within(height, screen?.height, SMALLEST.height),
  };
}
