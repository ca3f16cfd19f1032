/**
 * Deletes that can be taken back for a while. Until its time has come a run is only hidden; when the app quits, what was
 * asked for is done at once.
 */
export interface Timers {
  set(callback: () => void, milliseconds: number): unknown;
  clear(timer: unknown): void;
}

export const UNDO_SECONDS = 10;

export class PendingDeletes {
  private readonly waiting = new Map<string, unknown>();
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
    this.waiting.set(
      run,
      this.timers.set(() => void this.finish(run), UNDO_SECONDS * 1000),
    );
  }

  undo(run: string): void {
    this.timers.clear(this.waiting.get(run));
    this.waiting.delete(run);
  }

  /** Does what is still waiting. */
  async flush(): Promise<void> {
    await Promise.all([...this.waiting.keys()].map((run) => this.finish(run)));
  }

  /** Hidden until it is gone, so that it does not flicker back. */
  private async finish(run: string): Promise<void> {
    this.timers.clear(this.waiting.get(run));
    await this.remove(run);
    this.waiting.delete(run);
  }
}
