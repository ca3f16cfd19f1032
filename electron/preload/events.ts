/**
 * Tells the parts of the page what the app tells it. What comes before any of them listens, which is some time after the page
 * was loaded, is kept until they do.
 */
import type { AppEvent } from '../../pipeline/contract/app-calls.ts';

type Listener = (event: AppEvent) => void;

export class Events {
  readonly #listeners = new Set<Listener>();
  readonly #early: AppEvent[] = [];

  hear(event: AppEvent): void {
    if (this.#listeners.size === 0 || this.#early.length > 0) this.#early.push(event);
    else for (const listener of [...this.#listeners]) listener(event);
  }

  /** Returns how to stop listening. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    // Parts of the page begin to listen one after another.
    if (this.#early.length > 0) setTimeout(() => this.#hearEarly());
    return () => void this.#listeners.delete(listener);
  }

  #hearEarly(): void {
    for (const event of this.#early.splice(0)) this.hear(event);
  }
}
