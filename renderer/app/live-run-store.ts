/**
 * What the window knows of the run at hand. Told five times a second; parts that did not change stay the same objects, so
 * that a component that asks for a part is drawn again only when that part is another.
 */
import type { LiveRun } from '../../pipeline/contract/live-run.ts';
import { keepEqual } from './keep-equal.ts';

export class LiveRunStore {
  #live: LiveRun | null = null;
  #isAside = false;
  readonly #names = new Map<string, string>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Null when no run was begun since the app started. */
  readonly get = (): LiveRun | null => this.#live;

  /** Whether the person has read the result of the run that ended, and wants to go on to a new one. */
  readonly isAside = (): boolean => this.#isAside;

  readonly isGoingOn = (): boolean => this.#live !== null && this.#live.phase !== 'ended';

  hear(live: LiveRun): void {
    if (live.phase !== 'ended' || !isSameRun(this.#live, live)) this.#isAside = false;
    this.#live = keepEqual(this.#live, this.#named(live));
    this.#tell();
  }

  /** A run was begun from this window: it is shown, however short it was. */
  begun(live: LiveRun): void {
    this.hear(live);
    this.#isAside = false;
    this.#tell();
  }

  /** Does nothing while a run goes on: that cannot be put away. */
  putAside(): void {
    if (this.#live?.phase !== 'ended') return;
    this.#isAside = true;
    this.#tell();
  }

  /**
   * Its result is of no use any more: it was deleted.
   * @returns what shows it again, unless another run has come
   */
  forget(run: string): () => void {
    if (this.#live?.run_id !== run || this.#isAside) return () => undefined;
    this.putAside();
    return () => {
      if (this.#live?.run_id !== run) return;
      this.#isAside = false;
      this.#tell();
    };
  }

  /** A run that is resumed comes without the name it was begun with. */
  #named(live: LiveRun): LiveRun {
    const { run_id, name } = live;
    if (run_id === null) return live;
    if (name !== '') this.#names.set(run_id, name);
    return { ...live, name: this.#names.get(run_id) ?? '' };
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Time never runs back within a run; a run that failed at once is told only when it has ended. */
const isSameRun = (known: LiveRun | null, next: LiveRun): boolean =>
  known !== null && known.run_id === next.run_id && known.elapsed_seconds <= next.elapsed_seconds;
