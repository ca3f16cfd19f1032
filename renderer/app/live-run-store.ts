/**
 * What the window knows of the run at hand. Told five times a second; parts that did not change stay the same objects, so
 * that a component that asks for a part is drawn again only when that part is another.
 */
import type { LiveRun } from '../../pipeline/contract/live-run.ts';
import { keepEqual } from './keep-equal.ts';

export class LiveRunStore {
  #live: LiveRun | null = null;
  #isAside = false;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Null when no run was begun since the app started. */
  readonly get = (): LiveRun | null => this.#live;

  /** Whether the person has read the result of the run that ended, and wants to go on to a new one. */
  readonly isAside = (): boolean => this.#isAside;

  hear(live: LiveRun): void {
    if (live.phase !== 'ended') this.#isAside = false;
    this.#live = keepEqual(this.#live, live);
    this.#tell();
  }

  /** A new run is about to be begun: what is known is of the one before. */
  begin(): void {
    this.#live = null;
    this.#isAside = false;
    this.#tell();
  }

  /** Does nothing while a run goes on: that cannot be put away. */
  putAside(): void {
    if (this.#live?.phase !== 'ended') return;
    this.#isAside = true;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
