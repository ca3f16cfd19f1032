/**
 * Deletes that can be taken back for a while. Until its time has come a run is only hidden; when the app quits, what was
 * asked for is done at once.
 */
import type { Timers } from './timers.ts';

/** Longer than the offer stands by itself: who looks at it holds it. */
export const UNDO_SECONDS = 30;

interface Waiting {
  readonly timer: unknown;
  /** Once it has begun, it cannot be taken back. */
  removal: Promise<void> | null;
}

export class PendingDeletes {
  private readonly waiting = new Map<string, Waiting>();
  private readonly remove: (run: string) => Promise<void>;
  private readonly timers: Timers;

  /** @param remove deletes for good; it deals with its own failure */
  constructor(remove: (run: string) => Promise<void>, timers: Timers) {
    this.remove = remove;
    this.timers = timers;
  }

  has(run: string): boolean {
    return this.waiting.has(run);
  }

  add(run: string): void {
    if (this.waiting.has(run)) return;
    const timer = this.timers.set(() => void this.finish(run), UNDO_SECONDS * 1000);
    this.waiting.set(run, { timer, removal: null });
  }

  undo(run: string): void {
    const waiting = this.waiting.get(run);
    if (waiting === undefined || waiting.removal !== null) return;
    this.timers.clear(waiting.timer);
    this.waiting.delete(run);
  }

  /** Does what is still waiting. */
  async flush(): Promise<void> {
    await Promise.all([...this.waiting.keys()].map((run) => this.finish(run)));
  }

  /** Hidden until it is gone, so that it does not flicker back. */
  private async finish(run: string): Promise<void> {
    const waiting = this.waiting.get(run);
    if (waiting === undefined) return;
    this.timers.clear(waiting.timer);
    waiting.removal ??= this.remove(run);
    await waiting.removal;
    this.waiting.delete(run);
  }
}
