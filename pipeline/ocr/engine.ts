/**
 * What the pipeline asks of an OCR engine, and the one place where an engine is chosen. An engine is opened inside the first
 * job of a worker, so that a cold job pays for its model, and serves one page at a time.
 */
import { BenchError } from '../contract/errors.ts';
import type { Word } from '../contract/ocr.ts';
import type { Settings } from '../contract/settings.ts';
import type { GreyImage, MeasurePart } from '../contract/stage-context.ts';
import { openTesseractJs } from './tesseract-js.ts';

/** A word of one page; the caller knows which page that is. */
export type EngineWord = Omit<Word, 'page'>;

export type PageSegmentation = Settings['ocr.pageSegmentation'];

export interface EnginePage {
  /** In the engine's reading order, boxes in pixels of the given image. */
  readonly words: readonly EngineWord[];
}

export interface OcrEngine {
  readonly name: string;
  /** Of the engine's packages and of the model, for the run's environment. */
  readonly versions: Readonly<Record<string, string>>;
  /**
   * Reads one page. A thread that died before is started again first, as the part `load model`.
   * @throws BenchError `ocr.failed` with the reason; its `file` is filled in by the stage
   */
  recognise(image: GreyImage, part: MeasurePart, pageSegmentation: PageSegmentation): Promise<EnginePage>;
  close(): Promise<void>;
}

/**
 * Opens the engine the settings name, with its model loaded.
 * @throws BenchError `ocr.model_missing`, `ocr.failed`
 */
export async function openEngine(settings: Settings, part: MeasurePart): Promise<OcrEngine> {
  const name = settings['ocr.engine'];
  switch (name) {
    case 'tesseract.js':
      return openTesseractJs(settings['ocr.model'], part);
    default: {
      const unknown: never = name;
      throw new BenchError('settings.bad_value', { key: 'ocr.engine', value: String(unknown), reason: 'not an engine' });
    }
  }
}
