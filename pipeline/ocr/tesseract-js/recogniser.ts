/**
 * One Tesseract in one thread, with its model. It can be started again after its thread died.
 */
import path from 'node:path';
import { BenchError } from '../../contract/errors.ts';
import type { GreyImage } from '../../contract/stage-context.ts';
import type { EngineWord, PageSegmentation } from '../engine.ts';
import { LSTM_ONLY, segmentationModes, toPgm, wordsOfTsv } from '../tesseract-output.ts';
import { modelMissing, type TrainedData } from '../traineddata.ts';
import { findLineImages, type LayoutBlock, type LineImage } from './line-images.ts';
import { TesseractThread } from './thread.ts';

/** Output fields of tesseract.js that cost something unless they are refused. */
const noOutputs = { text: false, blocks: false, layoutBlocks: false, hocr: false, tsv: false };

/** `tessedit_pageseg_mode`: the image is one line and goes to the network as it is. */
const RAW_LINE = '13';

interface Answer {
  readonly tsv: string | null;
  readonly layoutBlocks: readonly LayoutBlock[] | null;
}

export class Recogniser {
  #thread: TesseractThread | null = null;
  /** The page segmentation its thread was last told. */
  #mode: string | null = null;

  get alive(): boolean {
    return this.#thread?.alive ?? false;
  }

  /** @throws BenchError `ocr.model_missing` when the model is none, `ocr.failed` */
  async start(model: TrainedData): Promise<void> {
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
      throw modelMissing(model.name, path.dirname(model.file), 'the file there is no model of Tesseract 4 or 5', error);
    }
    this.#thread = thread;
    this.#mode = null;
  }

  /** @throws BenchError `ocr.failed`, as the others */
  async readPage(image: GreyImage, mode: PageSegmentation): Promise<EngineWord[]> {
    const { tsv } = await this.#ask(image, segmentationModes[mode], { tsv: true });
    return wordsOfTsv(tsv ?? '');
  }

  /** Looks for the lines, and reads none. */
  async findLines(image: GreyImage, mode: PageSegmentation): Promise<LineImage[]> {
    const { layoutBlocks } = await this.#ask(image, segmentationModes[mode], { layoutBlocks: true });
    return findLineImages(layoutBlocks ?? [], image);
  }

  async readLine(image: GreyImage): Promise<EngineWord[]> {
    const { tsv } = await this.#ask(image, RAW_LINE, { tsv: true });
    return wordsOfTsv(tsv ?? '');
  }

  async #ask(image: GreyImage, mode: string, output: Partial<typeof noOutputs>): Promise<Answer> {
    try {
      if (this.#thread === null) throw new Error('its thread was not started');
      const file = toPgm(image);
      if (this.#mode !== mode) await this.#thread.request('setParameters', { params: { tessedit_pageseg_mode: mode } });
      this.#mode = mode;
      const payload = { image: file, options: {}, output: { ...noOutputs, ...output } };
      return (await this.#thread.request('recognize', payload, [file.buffer])) as Answer;
    } catch (error) {
      throw BenchError.wrap(error, 'ocr.failed', { file: 'a page' });
    }
  }

  async close(): Promise<void> {
    await this.#thread?.close();
  }
}
