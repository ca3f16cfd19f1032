/**
 * The default OCR engine: Tesseract 5 compiled to WebAssembly (tesseract.js), in worker threads of this process, so that its
 * CPU is in `process.cpuUsage()`.
 *
 * One Tesseract reads a page in one thread. With more of them the first finds the page's lines, and all of them read those, each
 * the next as soon as it is free. Bands of the page, cut out and given to one Tesseract each, read worse: what it takes for a
 * line, a column or a headline depends on the whole page.
 */
import { createRequire } from 'node:module';
import type { Settings } from '../../contract/settings.ts';
import type { GreyImage, StageMeasure } from '../../contract/stage-context.ts';
import type { EnginePage, EngineWord, FoundEngine, OcrEngine, PageSegmentation } from '../engine.ts';
import { LONGEST_SIDE } from '../tesseract-output.ts';
import {
  folderOfOnesOwn,
  foundModel,
  readFastModel,
  readPackagedModel,
  readTrainedData,
  type TrainedData,
} from '../traineddata.ts';
import { cutOut, type LineImage, toPage } from './line-images.ts';
import { Recogniser } from './recogniser.ts';

const packages = createRequire(import.meta.url);

const packageVersion = (name: string): string => (packages(`${name}/package.json`) as { version: string }).version;

const versions = (): Record<string, string> => ({
  'tesseract.js': packageVersion('tesseract.js'),
  'tesseract.js-core': packageVersion('tesseract.js-core'),
});

const models = ['best_int', 'standard', 'fast'];

function readModel(name: string): Promise<TrainedData> {
  switch (name) {
    case 'auto':
    case 'best_int':
      return readPackagedModel('best_int');
    case 'standard':
      return readPackagedModel('standard');
    case 'fast':
      return readFastModel();
    default:
      return readTrainedData(name, folderOfOnesOwn('tesseract.js', name, models));
  }
}

/** @throws BenchError `ocr.model_missing`, `ocr.model_unknown` */
export const findTesseractJs = async (settings: Settings): Promise<FoundEngine> =>
  foundModel(await readModel(settings['ocr.model']), versions());

/** @throws BenchError `ocr.model_missing`, `ocr.model_unknown`, `ocr.failed` */
export async function openTesseractJs(settings: Settings, measure: StageMeasure): Promise<OcrEngine> {
  const recognisers = Array.from({ length: settings['ocr.threads'] }, () => new Recogniser());
  const close = async () => void (await Promise.all(recognisers.map((recogniser) => recogniser.close())));

  /** Loads a model into each recogniser that has none, all at once. */
  async function start(): Promise<TrainedData> {
    const model = await readModel(settings['ocr.model']);
    const idle = recognisers.filter((recogniser) => !recogniser.alive);
    await allOrFirstError(idle.map((recogniser) => recogniser.start(model)));
    return model;
  }

  const { name, fingerprint } = await measure.part('load model', () =>
    start().catch(async (error: unknown) => {
      await close();
      throw error;
    }),
  );

  return {
    name: 'tesseract.js',
    versions: { ...versions(), [`model ${name}`]: fingerprint },
    wantsHelp: true,
    longestSide: LONGEST_SIDE,
    async recognise(image: GreyImage, { part }: StageMeasure, mode: PageSegmentation): Promise<EnginePage> {
      if (recognisers.some(({ alive }) => !alive)) await part('load model', start);
      const [first] = recognisers;
      if (first === undefined) return { words: [] };
      if (recognisers.length === 1) return { words: await part('recognise', () => first.readPage(image, mode)) };
      const lines = await part('find lines', () => first.findLines(image, mode));
      return { words: await part('recognise', () => readLines(recognisers, image, lines)) };
    },
    close,
  };
}

/** Each recogniser takes the next line as soon as it is free. */
async function readLines(
  recognisers: readonly Recogniser[],
  page: GreyImage,
  lines: readonly LineImage[],
): Promise<EngineWord[]> {
  const words: EngineWord[][] = [];
  const queue = lines.entries();
  let isLost = false;
  const readOn = async (recogniser: Recogniser) => {
    for (const [index, line] of queue) {
      // Of a page that is lost the rest need not be read.
      if (isLost) return;
      words[index] = toPage(await recogniser.readLine(cutOut(page, line.area)), line);
    }
  };
  await allOrFirstError(
    recognisers.map((recogniser) =>
      readOn(recogniser).catch((error: unknown) => {
        isLost = true;
        throw error;
      }),
    ),
  );
  return words.flat();
}

/** Waits for all, also when one fails: no thread is left at work when the page is given up. */
async function allOrFirstError<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
