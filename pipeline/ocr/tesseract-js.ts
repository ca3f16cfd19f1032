/**
 * The default OCR engine: Tesseract 5 compiled to WebAssembly (tesseract.js), in one worker thread of this process, so that
 * its CPU is in `process.cpuUsage()`.
 *
 * Pages go in as PGM: Leptonica reads it as it is, while BMP takes a detour over JavaScript objects and PNG has to be packed
 * and unpacked. Words come out as TSV: the block tree with its symbols and choices is a hundred times as long.
 */
import { createRequire } from 'node:module';
import { BenchError } from '../contract/errors.ts';
import type { GreyImage, MeasurePart } from '../contract/stage-context.ts';
import type { EnginePage, EngineWord, OcrEngine, PageSegmentation } from './engine.ts';
import { modelMissing, readModel, type TesseractModel } from './tesseract-model.ts';
import { TesseractThread } from './tesseract-thread.ts';

const packages = createRequire(import.meta.url);

const LSTM_ONLY = 1;

/** Tesseract's numbers for the ways to cut a page into lines (`tessedit_pageseg_mode`). */
const segmentationModes: Readonly<Record<PageSegmentation, string>> = { auto: '3', column: '4', block: '6', sparse: '11' };

/** Output fields of tesseract.js that cost something unless they are refused. */
const outputs = { text: false, blocks: false, hocr: false, tsv: true };

const packageVersion = (name: string): string => (packages(`${name}/package.json`) as { version: string }).version;

/** @throws BenchError `ocr.model_missing`, `ocr.failed` */
export async function openTesseractJs(modelName: string, part: MeasurePart): Promise<OcrEngine> {
  const opened = await part('load model', async () => {
    const model = await readModel(modelName);
    return { model, thread: await startThread(model) };
  });
  const { model } = opened;
  let { thread } = opened;

  return {
    name: 'tesseract.js',
    versions: {
      'tesseract.js': packageVersion('tesseract.js'),
      'tesseract.js-core': packageVersion('tesseract.js-core'),
      [`model ${model.name}`]: model.fingerprint,
    },
    async recognise(image: GreyImage, measure: MeasurePart, pageSegmentation: PageSegmentation): Promise<EnginePage> {
      if (!thread.alive) thread = await measure('load model', async () => startThread(await readModel(modelName)));
      return measure('recognise', () => readPage(thread, image, pageSegmentation));
    },
    close: () => thread.close(),
  };
}

async function startThread(model: TesseractModel): Promise<TesseractThread> {
  const thread = new TesseractThread();
  try {
    await thread.request('load', { options: { lstmOnly: true, corePath: null, logging: false } });
    const options = { cacheMethod: 'none', gzip: true, lstmOnly: true };
    await thread.request('loadLanguage', { langs: [{ code: 'eng', data: model.bytes }], options });
  } catch (error) {
    await thread.close();
    throw BenchError.wrap(error, 'ocr.failed', { file: 'its own start' });
  }
  try {
    await thread.request('initialize', { langs: 'eng', oem: LSTM_ONLY, config: {} });
  } catch (error) {
    await thread.close();
    throw modelMissing(model.name, model.folder, error);
  }
  return thread;
}

async function readPage(thread: TesseractThread, image: GreyImage, mode: PageSegmentation): Promise<EnginePage> {
  try {
    const file = toPgm(image);
    await thread.request('setParameters', { params: { tessedit_pageseg_mode: segmentationModes[mode] } });
    const data = await thread.request('recognize', { image: file, options: {}, output: outputs }, [file.buffer]);
    return { words: wordsOfTsv((data as { tsv: string | null }).tsv ?? '') };
  } catch (error) {
    throw BenchError.wrap(error, 'ocr.failed', { file: 'a page' });
  }
}

/** Netpbm's binary grey map: a line of text, then the pixels. */
function toPgm(image: GreyImage): Uint8Array<ArrayBuffer> {
  const header = new TextEncoder().encode(`P5\n${image.width} ${image.height}\n255\n`);
  const file = new Uint8Array(header.length + image.data.length);
  file.set(header);
  file.set(image.data, header.length);
  return file;
}

/** Columns of Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
export function wordsOfTsv(tsv: string): EngineWord[] {
  const words: EngineWord[] = [];
  let line = -1;
  for (const row of tsv.split('\n')) {
    const columns = row.split('\t');
    const level = columns[0];
    if (level === '4') line += 1;
    if (level !== '5') continue;
    const [left = 0, top = 0, width = 0, height = 0, confidence = -1] = columns.slice(6, 11).map(Number);
    const text = columns.slice(11).join(' ').trim();
    if (text === '' || confidence < 0) continue;
    words.push({
      text,
      confidence: Math.min(confidence / 100, 1),
      box: { x0: left, y0: top, x1: left + width, y1: top + height },
      line: Math.max(line, 0),
    });
  }
  return words;
}
