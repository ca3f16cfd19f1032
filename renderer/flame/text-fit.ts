/**
 * Text cut to a width, with an ellipsis. Widths of single characters are measured once and summed, since measuring each label
 * at each width is what makes labelled charts slow.
 */
const ELLIPSIS = '…';
const FEWEST_CHARACTERS = 3;

export class TextFitter {
  readonly #measure: (text: string) => number;
  readonly #characters = new Map<string, number>();
  /** Of each text the width up to and including each character. */
  readonly #texts = new Map<string, Float32Array>();

  constructor(measure: (text: string) => number) {
    this.#measure = measure;
  }

  width(text: string): number {
    return this.#widths(text).at(-1) ?? 0;
  }

  /** The text, or its beginning with an ellipsis, or nothing where only a letter or two would fit. */
  fit(text: string, width: number): string {
    const widths = this.#widths(text);
    if ((widths.at(-1) ?? 0) <= width) return text;
    const room = width - this.#character(ELLIPSIS);
    let low = 0;
    let high = widths.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((widths[middle] ?? 0) <= room) low = middle + 1;
      else high = middle;
    }
    // Half of a character that takes two units is none.
    if (low > 0 && /[\ud800-\udbff]/.test(text.charAt(low - 1))) low -= 1;
    if (low < FEWEST_CHARACTERS) return '';
    return `${text.slice(0, low).trimEnd()}${ELLIPSIS}`;
  }

  #widths(text: string): Float32Array {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const widths = new Float32Array(text.length);
    let sum = 0;
    for (let index = 0; index < text.length; index += 1) {
      sum += this.#character(text.charAt(index));
      widths[index] = sum;
    }
    // A run may hold 100,000 file names; those on screen are few.
    if (this.#texts.size > 5_000) this.#texts.clear();
    this.#texts.set(text, widths);
    return widths;
  }

  #character(character: string): number {
    const known = this.#characters.get(character);
    if (known !== undefined) return known;
    const width = this.#measure(character);
    this.#characters.set(character, width);
    return width;
  }
}
