/**
 * Asks before work that goes on is left: closing the window and quitting both come through here. Once the person has said
 * that it may stop, or the system shuts down, nothing asks again.
 *
 *   window.on('close', (event) => guard.pass(event, () => window.close()));
 *   app.on('before-quit', (event) => guard.pass(event, () => app.quit()));
 *
 * Imports no Electron.
 */
import type { Told } from './work-words.ts';

export interface LeaveGuardParts {
  /** What leaving now would mean; null when nothing is under way. */
  readonly question: () => Told | null;
  readonly ask: (question: Told) => Promise<'stop' | 'go_on'>;
}

export class LeaveGuard {
  readonly #parts: LeaveGuardParts;
  #isOpen = false;
  #isAsking = false;

  constructor(parts: LeaveGuardParts) {
    this.#parts = parts;
  }

  /** Nobody is there to answer. */
  open(): void {
    this.#isOpen = true;
  }

  /**
   * @param again does what was held up
   * @returns whether it may go on at once
   */
  pass(event: { preventDefault(): void }, again: () => void): boolean {
    const question = this.#isOpen ? null : this.#parts.question();
    if (question === null) return true;
    event.preventDefault();
    if (this.#isAsking) return false;
    this.#isAsking = true;
    void this.#parts.ask(question).then((answer) => {
      this.#isAsking = false;
      if (answer === 'go_on') return;
      this.#isOpen = true;
      again();
    });
    return false;
  }
}
