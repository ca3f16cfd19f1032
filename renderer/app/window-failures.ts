/**
 * What fails in the window by a mistake of the program, for the log: a screen that could not be drawn, an error or a rejection
 * that nobody handled. Holds: the same failure is told once, and a window that fails without end tells no more than some.
 */
import { BenchError } from '../../pipeline/contract/errors.ts';
import { ask } from '../ui/bridge.ts';

const MOST_TOLD = 20;
/** As the call takes it. */
const LONGEST_TEXT = 8000;

export class WindowFailures {
  readonly #send: (text: string) => Promise<unknown>;
  readonly #told = new Set<string>();

  constructor(send: (text: string) => Promise<unknown>) {
    this.#send = send;
  }

  /** @param where for whoever reads the log */
  tell(thrown: unknown, where: string): void {
    const text = `${where}: ${wordsOf(thrown)}`.slice(0, LONGEST_TEXT);
    if (this.#told.has(text) || this.#told.size >= MOST_TOLD) return;
    this.#told.add(text);
    // Who cannot be told of a failure cannot be told of this one either.
    this.#send(text).catch(() => undefined);
  }

  listen(target: Pick<Window, 'addEventListener'>): void {
    // Without an error it is a remark of the browser, such as of a layout that took two rounds.
    target.addEventListener('error', ({ error }) => {
      if (error instanceof Error) this.tell(error, 'not handled');
    });
    target.addEventListener('unhandledrejection', ({ reason }) => this.tell(reason, 'rejection not handled'));
  }
}

function wordsOf(thrown: unknown): string {
  if (thrown instanceof BenchError) return `${thrown.code}: ${thrown.message}`;
  return thrown instanceof Error ? (thrown.stack ?? String(thrown)) : String(thrown);
}

export const windowFailures = new WindowFailures((text) => ask('window.failed', { text }));
