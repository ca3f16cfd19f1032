/**
 * What the pipeline asks of an OCR engine, and the one place where an engine is chosen. An engine is opened inside the first
 * job of a worker, so that a cold job pays for its model, and serves one page at a time.
 */
import type { Quarters, Word } from '../contract/ocr.ts';
import type { Settings } from '../contract/settings.ts';
import type { GreyImage, StageMeasure } from '../contract/stage-context.ts';
import { findPaddle, openPaddle } from './paddle/engine.ts';
import { findTesseract, openTesseract } from './tesseract/engine.ts';
import { findTesseractJs, openTesseractJs } from './tesseract-js/engine.ts';

/** A word of one page; the caller knows which page that is. */
export type EngineWord = Omit<Word, 'page'>;

export type EngineName = Settings['ocr.engine'];
export type PageSegmentation = Settings['ocr.pageSegmentation'];

export interface EnginePage {
  /** In the engine's reading order, boxes in pixels of the given image. */
  readonly words: readonly EngineWord[];
  /** The turns after which the page is upright, of an engine that finds out; absent, it read the page as it lay. */
  readonly quarters?: Quarters;
}

export interface OcrEngine {
  readonly name: EngineName;
  /** Of the engine's packages and of the model, for the run's environment. */
  readonly versions: Readonly<Record<string, string>>;
  /** Small print is worth enlarging before it is given, lines it passed over are worth a second look, and it does not turn a page. */
  readonly wantsHelp: boolean;
  /** Of a page, in pixels: what is longer would come back without a word. */
  readonly longestSide: number;
  /**
   * Reads one page. A thread that died before is started again first, as the part `load model`.
   * @throws BenchError `ocr.failed` with the reason; its `file` is filled in by the stage
   */
  recognise(image: GreyImage, measure: StageMeasure, pageSegmentation: PageSegmentation): Promise<EnginePage>;
  close(): Promise<void>;
}

/** What an engine finds of its own on this machine, without loading a model: its version and its model's fingerprint. */
export interface FoundEngine {
  /** The model that `ocr.model` means for this engine. */
  readonly model: string;
  readonly versions: Readonly<Record<string, string>>;
  /** For a person: size and place. */
  readonly detail: string;
}

interface EngineKind {
  /** @throws BenchError `ocr.model_missing`, `ocr.model_unknown`, `ocr.engine_missing` */
  find(settings: Settings): Promise<FoundEngine>;
  /** As `find`, and `ocr.failed`. The model is loaded within the part `load model`. */
  open(settings: Settings, measure: StageMeasure): Promise<OcrEngine>;
}

const kinds: Readonly<Record<EngineName, EngineKind>> = {
  'tesseract.js': { find: findTesseractJs, open: openTesseractJs },
  paddle: { find: findPaddle, open: openPaddle },
  tesseract: { find: findTesseract, open: openTesseract },
};

export const engineNames = Object.keys(kinds) as EngineName[];

/** @throws BenchError `ocr.engine_missing`, `ocr.model_missing`, `ocr.model_unknown` */
export const findEngine = (settings: Settings): Promise<FoundEngine> => kinds[settings['ocr.engine']].find(settings);

/**
 * Opens the engine the settings name, with its model loaded.
 * @throws BenchError `ocr.engine_missing`, `ocr.model_missing`, `ocr.model_unknown`, `ocr.failed`
 */
export const openEngine = (settings: Settings, measure: StageMeasure): Promise<OcrEngine> =>
  kinds[settings['ocr.engine']].open(settings, measure);
