/** A few whole numbers as a person types them. */

const MOST = 5;
const LARGEST = 1024;

/** Each once, in the order given; null where one is no whole number from 1 to 1,024, or there are too many. */
export function numbersOf(text: string): number[] | null {
  const values = text
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
    .map(Number);
  const distinct = [...new Set(values)];
  if (distinct.length === 0 || distinct.length > MOST) return null;
  return distinct.every((value) => Number.isInteger(value) && value >= 1 && value <= LARGEST) ? distinct : null;
}
