/**
 * Who is held against whom in `bench:rivals`: settings of ours, and calls of programs that others wrote.
 */
import path from 'node:path';
import { parseSettings, type Settings } from '../../../pipeline/contract/settings.ts';

export interface OurSide {
  readonly name: string;
  readonly settings: Settings;
}

const ours = (name: string, settings: Readonly<Record<string, unknown>>): OurSide => ({
  name,
  settings: parseSettings(settings),
});

/** The first is the default. `textHeight 0` reads the page as it is, as the programs do. */
export const ourSides: readonly OurSide[] = [
  ours('ours, default', {}),
  ours('ours, fast model', { 'ocr.model': 'fast' }),
  ours('ours, system tesseract', { 'ocr.engine': 'tesseract' }),
  ours('ours, system tesseract, size as is', { 'ocr.engine': 'tesseract', 'ocr.textHeight': 0 }),
  ours('ours, paddle', { 'ocr.engine': 'paddle' }),
];

export interface Rival {
  readonly name: string;
  readonly program: string;
  /** Of Debian. */
  readonly package: string;
  /** Words of the command, and the file in which the text stands afterwards; null: it is printed. */
  call(picture: string, folder: string): { readonly words: readonly string[]; readonly textFile: string | null };
}

/** So many pixels are an inch where a picture does not say; scans of receipts seldom do, and OCRmyPDF wants to be told. */
const DOTS_PER_INCH = '300';

const tesseract = (segmentation: string, name: string): Rival => ({
  name,
  program: 'tesseract',
  package: 'tesseract-ocr',
  call: (picture) => ({ words: [picture, 'stdout', '-l', 'eng', '--psm', segmentation], textFile: null }),
});

const ocrmypdf = (name: string, flags: readonly string[]): Rival => ({
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
export const rivals: readonly Rival[] = [
  tesseract('3', 'tesseract'),
  tesseract('4', 'tesseract --psm 4'),
  tesseract('6', 'tesseract --psm 6'),
  ocrmypdf('OCRmyPDF', []),
  ocrmypdf('OCRmyPDF, leanest', ['--output-type', 'pdf', '--optimize', '0']),
];
