/**
 * Amounts with their noun, the one place that knows how one thing differs from several: `1 document`, `1,200 documents`.
 */
const whole = new Intl.NumberFormat('en-US');

/** The word alone, for where the figure stands elsewhere: `1 of 3 jobs`, `is` and `are`. */
export const pluralForm = (amount: number, one: string, many = `${one}s`): string => (amount === 1 ? one : many);

export const plural = (amount: number, one: string, many?: string): string =>
  `${whole.format(amount)} ${pluralForm(amount, one, many)}`;
