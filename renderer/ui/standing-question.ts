/**
 * A question that is asked again and again. Holds: only one is out at a time; asked while an answer is outstanding, it is asked
 * once more after it. So a slow answer is always shown, and never asked for twice at once.
 */
export class StandingQuestion<Answer> {
  readonly #ask: () => Promise<Answer>;
  readonly #take: (answer: Answer) => void;
  #isOut = false;
  #isWanted = false;
  #hasEnded = false;

  /** @param ask never fails: what goes wrong is an answer too */
  constructor(ask: () => Promise<Answer>, take: (answer: Answer) => void) {
    this.#ask = ask;
    this.#take = take;
  }

  ask(): void {
    this.#isWanted = true;
    if (!this.#isOut) void this.#work();
  }

  /** What still comes is for nobody. */
  end(): void {
    this.#hasEnded = true;
  }

  async #work(): Promise<void> {
    this.#isOut = true;
    while (this.#isWanted && !this.#hasEnded) {
      this.#isWanted = false;
      const answer = await this.#ask();
      if (!this.#hasEnded) this.#take(answer);
    }
    this.#isOut = false;
  }
}
