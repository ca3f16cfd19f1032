/** Moves a view to another over a moment, so that the eye can follow; at once where a person asked for less motion. */
import type { Microseconds } from '../../pipeline/contract/units.ts';
import { between, type View } from './view.ts';

/** What the browser gives; a test gives its own. */
export interface Clock {
  readonly nextFrame: (work: (now: number) => void) => number;
  readonly cancelFrame: (handle: number) => void;
  readonly reducedMotion: () => boolean;
}

export const browserClock: Clock = {
  nextFrame: (work) => requestAnimationFrame(work),
  cancelFrame: (handle) => cancelAnimationFrame(handle),
  reducedMotion: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
};

const DURATION_MS = 140;

export class ViewAnimation {
  readonly #clock: Clock;
  readonly #show: (view: View) => void;
  #handle: number | null = null;
  #target: View | null = null;

  constructor(clock: Clock, show: (view: View) => void) {
    this.#clock = clock;
    this.#show = show;
  }

  /** Where the view is going, so that keys pressed on the way add up. */
  get target(): View | null {
    return this.#target;
  }

  go(from: View, to: View, extent: Microseconds): void {
    this.stop();
    if (this.#clock.reducedMotion()) {
      this.#show(to);
      return;
    }
    this.#target = to;
    let started: number | null = null;
    const step = (now: number): void => {
      started ??= now;
      const progress = Math.min(1, (now - started) / DURATION_MS);
      if (progress < 1) this.#handle = this.#clock.nextFrame(step);
      else this.stop();
      this.#show(between(from, to, 1 - (1 - progress) ** 3, extent));
    };
    this.#handle = this.#clock.nextFrame(step);
  }

  stop(): void {
    if (this.#handle !== null) this.#clock.cancelFrame(this.#handle);
    this.#handle = null;
    this.#target = null;
  }
}
