/**
 * A password that cannot slip into a log: printed, inspected, serialised or joined to a text it says `[secret]`.
 */
import { inspect } from 'node:util';

const shown = '[secret]';

export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** For the one call that hands it to the server. */
  reveal(): string {
    return this.#text;
  }

  /** The text without the secret, whatever put it there. */
  scrub(text: string): string {
    return this.#text === '' ? text : text.replaceAll(this.#text, shown);
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  [inspect.custom](): string {
    return shown;
  }
}
