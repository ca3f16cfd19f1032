/** Ends something after a while that can be held: what is looked at does not go. */
export class Countdown {
  #leftMs: number;
  #running: { readonly timer: ReturnType<typeof setTimeout>; readonly sinceMs: number } | null = null;
  readonly #onEnd: () => void;

  constructor(seconds: number, onEnd: () => void) {
    this.#leftMs = seconds * 1000;
    this.#onEnd = onEnd;
  }

  run(): void {
    this.#running ??= { timer: setTimeout(this.#onEnd, this.#leftMs), sinceMs: performance.now() };
  }

  /** Until it runs again, with what was left. */
  hold(): void {
    if (this.#running === null) return;
    clearTimeout(this.#running.timer);
    this.#leftMs -= performance.now() - this.#running.sinceMs;
    this.#running = null;
  }
}
