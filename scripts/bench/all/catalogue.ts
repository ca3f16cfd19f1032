/**
 * The benches that `npm run bench` runs, in their order, with the words that set their sizes.
 */
export interface Bench {
  readonly name: string;
  readonly about: string;
  /** Opens windows. */
  readonly display: boolean;
  /** Reads `--docs DIR`. */
  readonly documents: boolean;
  readonly words: readonly string[];
  /** So small that it only shows that the bench still works. */
  readonly shortWords: readonly string[];
}

const bench = (
  name: string,
  about: string,
  words: readonly string[],
  shortWords: readonly string[],
  { display = false, documents = false } = {},
): Bench => ({ name, about, display, documents, words, shortWords });

export const catalogue: readonly Bench[] = [
  bench('overhead', 'what measuring costs', ['4'], ['1']),
  bench('attribution', 'stages against the OS and against known burns', ['8'], ['1', '1']),
  bench('scaling', '2 workers against 1', ['12'], ['2']),
  bench(
    'rivals',
    'CPU of a document against OCRmyPDF and tesseract',
    [],
    ['--count', '1', '--sides', 'default,tesseract,ocrmypdf'],
    { documents: true },
  ),
  bench('ocr', 'our engines against public SDKs', ['--count', '4'], ['--count', '1', '--engines', 'tesseract.js,tesseract'], {
    documents: true,
  }),
  bench(
    'ocr-settings',
    'models and text heights',
    ['--count', '6', '--threads', '1', '--heights', '12'],
    ['--count', '1', '--threads', '1', '--heights', '12', '--models', 'auto'],
    { documents: true },
  ),
  bench('startup', 'start and memory of the command line, engine and worker', [], ['1', '1']),
  bench('app', 'start and memory of the app', [], ['1', '4'], { display: true }),
  bench('flame', 'the flame chart beside speedscope', [], ['20000', '1'], { display: true }),
  bench('capacity', 'projection, report and sliders', [], ['100'], { display: true }),
  bench('store', 'a million rows', [], ['60000']),
  bench('timeline', 'a million spans read and written', [], ['1000']),
  bench('postgres', 'a million rows pushed, beside psql', [], ['20000']),
  bench('load', 'the load generator beside autocannon and wrk', [], ['1']),
  bench('simulate', 'the model of a load', [], []),
];
