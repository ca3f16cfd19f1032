/**
 * Files that the app takes a while to write: a trace, a report, the measurements of a comparison. What is known of them lives
 * beside the screens, so that who looks at something else meanwhile finds the work going on, and can still stop it.
 */
import type { AppEvent, WrittenKind } from '../../pipeline/contract/app-calls.ts';
import { BenchError } from '../../pipeline/contract/errors.ts';

export interface Writing {
  /** What is written, such as `HTML`. */
  readonly label: string;
  /** `choosing`: the person is asked where to; nothing is written yet. */
  readonly phase: 'choosing' | 'writing' | 'stopping';
  readonly done: number;
  /** 0 while nobody can say. */
  readonly total: number;
}

interface Written {
  readonly file: string;
}

export type WritingEnd =
  | { readonly end: 'written'; readonly file: string }
  /** The person chose no place, or stopped it while it was written. */
  | { readonly end: 'not_chosen' | 'cancelled' }
  | { readonly end: 'failed'; readonly error: BenchError };

const kinds: Readonly<Record<WrittenKind, true>> = { trace: true, measurements: true, report: true };
const isWritten = (of: string): of is WrittenKind => of in kinds;

export class WritingStore {
  readonly #cancel: (of: WrittenKind) => Promise<unknown>;
  #writings: Readonly<Partial<Record<WrittenKind, Writing>>> = {};
  readonly #listeners = new Set<() => void>();

  constructor(cancel: (of: WrittenKind) => Promise<unknown>) {
    this.#cancel = cancel;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get(of: WrittenKind): Writing | null {
    return this.#writings[of] ?? null;
  }

  /** The first that is told of a file says that its place is chosen. */
  hear(event: AppEvent): void {
    if (event.event !== 'progress' || !isWritten(event.of)) return;
    const known = this.get(event.of);
    if (known === null) return;
    const phase = known.phase === 'stopping' ? 'stopping' : 'writing';
    this.#set(event.of, { ...known, phase, done: event.done, total: event.total });
  }

  /**
   * One of a kind at a time. Never rejects.
   *
   * @param ask answers null when the person chose no place
   */
  async write(of: WrittenKind, label: string, ask: () => Promise<Written | null>): Promise<WritingEnd> {
    if (this.get(of) !== null) return { end: 'not_chosen' };
    this.#set(of, { label, phase: 'choosing', done: 0, total: 0 });
    try {
      const written = await ask();
      return written === null ? { end: 'not_chosen' } : { end: 'written', file: written.file };
    } catch (thrown) {
      const error = BenchError.wrap(thrown);
      return error.code === 'call.cancelled' ? { end: 'cancelled' } : { end: 'failed', error };
    } finally {
      this.#set(of, null);
    }
  }

  /** @throws BenchError when it could not be told; it goes on then */
  async cancel(of: WrittenKind): Promise<void> {
    const known = this.get(of);
    if (known === null) return;
    this.#set(of, { ...known, phase: 'stopping' });
    try {
      await this.#cancel(of);
    } catch (thrown) {
      const now = this.get(of);
      if (now !== null) this.#set(of, { ...now, phase: 'writing' });
      throw thrown;
    }
  }

  #set(of: WrittenKind, writing: Writing | null): void {
    const { [of]: _, ...others } = this.#writings;
    this.#writings = writing === null ? others : { ...others, [of]: writing };
    for (const listener of this.#listeners) listener();
  }
}
