/**
 * Who is held against whom in `bench:rivals`: settings of ours, and calls of programs that others wrote.
 */
import path from 'node:path';
import { parseSettings, type Settings } from '../../../pipeline/contract/settings.ts';

export interface OurSide {
  /** For `--sides`. */
  readonly key: string;
  readonly name: string;
  readonly settings: Settings;
}

const ours = (key: string, name: string, settings: Readonly<Record<string, unknown>>): OurSide => ({
  key,
  name,
  settings: parseSettings(settings),
});

/** The first is the default. `textHeight 0` reads the page as it is, as the programs do. */
const ourSides: readonly OurSide[] = [
  ours('default', 'ours, default', {}),
  ours('fast', 'ours, fast model', { 'ocr.model': 'fast' }),
  ours('system', 'ours, system tesseract', { 'ocr.engine': 'tesseract' }),
  ours('as-is', 'ours, system tesseract, size as is', { 'ocr.engine': 'tesseract', 'ocr.textHeight': 0 }),
  ours('paddle', 'ours, paddle', { 'ocr.engine': 'paddle' }),
];

export interface Rival {
  readonly key: string;
  readonly name: string;
  readonly program: string;
  /** Of Debian. */
  readonly package: string;
  /** Words of the command, and the file in which the text stands afterwards; null: it is printed. */
  call(picture: string, folder: string): { readonly words: readonly string[]; readonly textFile: string | null };
}

/** So many pixels are an inch where a picture does not say; scans of receipts seldom do, and OCRmyPDF wants to be told. */
const DOTS_PER_INCH = '300';

const tesseract = (key: string, segmentation: string, name: string): Rival => ({
  key,
  name,
  program: 'tesseract',
  package: 'tesseract-ocr',
  call: (picture) => ({ words: [picture, 'stdout', '-l', 'eng', '--psm', segmentation], textFile: null }),
});

const ocrmypdf = (key: string, name: string, flags: readonly string[]): Rival => ({
  key,
  name,
  program: 'ocrmypdf',
  package: 'ocrmypdf',
  call(picture, folder) {
    const textFile = path.join(folder, 'text.txt');
    const words = ['--quiet', '-l', 'eng', '--jobs', '1', '--image-dpi', DOTS_PER_INCH, ...flags, '--sidecar', textFile];
    return { words: [...words, picture, path.join(folder, 'out.pdf')], textFile };
  },
});

/** OCRmyPDF twice: as it comes, and with all off that is not reading; it has to write a PDF. */
const rivals: readonly Rival[] = [
  tesseract('tesseract', '3', 'tesseract'),
  tesseract('psm-4', '4', 'tesseract --psm 4'),
  tesseract('psm-6', '6', 'tesseract --psm 6'),
  ocrmypdf('ocrmypdf', 'OCRmyPDF', []),
  ocrmypdf('ocrmypdf-leanest', 'OCRmyPDF, leanest', ['--output-type', 'pdf', '--optimize', '0']),
];

/** @param wanted keys; null: all @throws Error of one sentence, for a key that there is not */
export function chooseSides(wanted: readonly string[] | null): { ours: readonly OurSide[]; rivals: readonly Rival[] } {
  const known = [...ourSides, ...rivals].map(({ key }) => key);
  const stranger = wanted?.find((key) => !known.includes(key));
  if (stranger !== undefined) throw new Error(`There is no side “${stranger}”; there are ${known.join(', ')}.`);
  const isWanted = ({ key }: { readonly key: string }) => wanted?.includes(key) ?? true;
  return { ours: ourSides.filter(isWanted), rivals: rivals.filter(isWanted) };
}
