/**
 * Single words of names and addresses, known in spite of OCR: letters that look alike are one, and words that were run together
 * (`RESTAURANTSDNBHD`) come apart where a known one begins or ends.
 */
import { foldLookAlikes } from './labels.ts';
import { addressWords, businessWords, legalForms } from './vocabulary.ts';

const folded = (words: ReadonlySet<string>): ReadonlyMap<string, string> =>
  new Map([...words].map((word) => [foldLookAlikes(word), word]));
const legal = folded(legalForms);
const business = folded(businessWords);
const address = folded(addressWords);

/** Short words must be printed exactly: one look-alike more would make them of anything. */
const SHORTEST_REPAIRED = 3;
const SHORTEST_GLUED = 5;
const LONGEST_GLUED = 60;

const known = (words: ReadonlyMap<string, string>, word: string): boolean => {
  const match = words.get(foldLookAlikes(word));
  return match !== undefined && (match === word || word.length >= SHORTEST_REPAIRED || match === 'CO');
};

export const isLegalWord = (word: string): boolean => known(legal, word);
export const isBusinessWord = (word: string): boolean => known(business, word);
export const isAddressWord = (word: string): boolean => known(address, word);

const gluable = [...new Set([...businessWords, ...addressWords])].filter((word) => word.length >= SHORTEST_GLUED);
const alternatives = gluable.sort((a, b) => b.length - a.length).join('|');
const gluedStart = new RegExp(`^(${alternatives}|JALAN|JLN|LOT|NO)(?=.{2,})`);
const gluedEnd = new RegExp(`^(.{2,}?)(${alternatives}|SDN|BHD|GMBH|LTD)$`);

/** A long upper-case word into the known words at its ends and what is left between. */
export function unglue(word: string): string[] {
  if (word.length < 6 || word.length > LONGEST_GLUED || isBusinessWord(word) || isAddressWord(word)) return [word];
  const end = gluedEnd.exec(word);
  if (end?.[1] !== undefined && end[2] !== undefined) return [...unglue(end[1]), end[2]];
  const start = gluedStart.exec(word);
  if (start?.[1] !== undefined) return [start[1], ...unglue(word.slice(start[1].length))];
  return [word];
}

const capitalised = (word: string): string => word.slice(0, 1) + word.slice(1).toLowerCase();

/**
 * Known words back in their own letters; a lone `l`, `0` or `1` between capitals is the letter it looks like.
 * @param codes true where words may mix letters and digits, as the codes of an address do
 */
export const repairWords = (text: string, codes = false): string =>
  text.replace(/[\p{L}\p{N}]+/gu, (word) => {
    if (/^\d+$/.test(word) || (word.length < SHORTEST_REPAIRED && word !== 'C0') || word === word.toLowerCase()) return word;
    const fold = foldLookAlikes(word);
    const match = business.get(fold) ?? legal.get(fold) ?? address.get(fold);
    if (match !== undefined && match !== word.toUpperCase()) return /^[\p{Lu}\d]\p{Ll}/u.test(word) ? capitalised(match) : match;
    const capitals = word.replace(/[^A-Z]/g, '').length;
    if (capitals < 2 || capitals + word.replace(/[^l01|]/g, '').length !== word.length) return word;
    const letters = word.replaceAll('l', 'I');
    return codes ? letters : letters.replace(/(?<=[A-Z])[1|](?=[A-Z])/g, 'I').replace(/(?<=[A-Z])0|^0(?=[A-Z]{2})/g, 'O');
  });
