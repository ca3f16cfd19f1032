/**
 * A window whose process ended is drawn anew, and says so. What is measured goes on meanwhile: other processes do that. One
 * that ends again and again is asked about, so that it does not do so for ever.
 *
 * Imports no Electron.
 */
import { BenchError } from '../../pipeline/contract/errors.ts';

/** More deaths than that within `WITHIN_MS` are not the accident of a moment. */
export const DEATHS_TAKEN = 3;
export const WITHIN_MS = 60_000;

export interface WindowRevivalParts {
  /** In milliseconds, from whenever. */
  readonly now: () => number;
  readonly isClosed: () => boolean;
  /** Ends when the page is there again; fails when it died on the way, or cannot be loaded. */
  readonly redraw: () => Promise<void>;
  /** Is called once the page is there to hear it. */
  readonly tell: (error: BenchError) => void;
  readonly ask: () => Promise<'again' | 'quit'>;
  readonly quit: () => void;
}

export class WindowRevival {
  readonly #parts: WindowRevivalParts;
  #deaths: number[] = [];

  constructor(parts: WindowRevivalParts) {
    this.#parts = parts;
  }

  /**
   * @param reason as Electron calls it, such as `crashed` or `oom`
   * @throws whatever kept the page from being drawn
   */
  async died(reason: string): Promise<void> {
    const { now, isClosed, redraw, tell, ask, quit } = this.#parts;
    this.#deaths = [...this.#deaths.filter((at) => now() - at < WITHIN_MS), now()];
    if (this.#deaths.length > DEATHS_TAKEN) {
      this.#deaths = [];
      const answer = await ask();
      if (isClosed()) return;
      // Work that goes on is asked about first, and that question may be answered with no.
      if (answer === 'quit') quit();
    }
    await redraw();
    tell(new BenchError('window.died', { reason }));
  }
}
