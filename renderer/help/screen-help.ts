/**
 * What the help of a screen holds. The words are the field's own, as they stand in the tables and charts; each screen's text is a
 * file of its own beside this one, and `help-of.ts` has them all.
 */
export interface ScreenHelp {
  readonly title: string;
  /** The question that the screen answers. */
  readonly answers: string;
  /** How to read what stands there, top to bottom. */
  readonly reading: readonly { readonly what: string; readonly how: string }[];
  /** What its numbers do not say. */
  readonly limits: readonly string[];
}
