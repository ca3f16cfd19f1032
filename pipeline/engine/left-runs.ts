/**
 * Runs that are at work in the store and nowhere else: their process died, or their work here ended in an error. They read
 * `interrupted` and can be resumed or deleted.
 *
 * The file itself may be what failed, full or locked. Then it is tried again until the file takes the word, since a run whose
 * owner lives is kept from everybody, and this process may live for days.
 */
import type { Owner } from '../contract/run.ts';
import type { WritableStore } from '../store/store.ts';
import { isThisProcess, ownerIsAlive } from './owner.ts';

const AGAIN_MS = 1000;

const isAtWorkElsewhere = (owner: Owner): boolean => !isThisProcess(owner) && ownerIsAlive(owner);

export class LeftRuns {
  private readonly store: () => WritableStore;
  private readonly onLateRelease: () => void;
  private again: NodeJS.Timeout | undefined;

  /** @param onLateRelease told when it took more than one attempt, whose failure nobody was told of */
  constructor(store: () => WritableStore, onLateRelease: () => void) {
    this.store = store;
    this.onLateRelease = onLateRelease;
  }

  /**
   * Call it only while nothing is at work here.
   * @throws BenchError `store.*`
   */
  release(): void {
    this.store().interruptAbandoned(isAtWorkElsewhere);
    clearTimeout(this.again);
  }

  /** At once, or as soon as it can be. */
  releaseSoon(): void {
    try {
      this.release();
    } catch {
      // What made the work fail is told already.
      this.again = setTimeout(() => this.releaseLate(), AGAIN_MS);
    }
  }

  private releaseLate(): void {
    this.again = undefined;
    this.releaseSoon();
    if (this.again === undefined) this.onLateRelease();
  }
}
