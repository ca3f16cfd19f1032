/**
 * The OCR engine `paddle`: PP-OCR's mobile networks on onnxruntime, with the work around them done here. A page is searched
 * for lines (`detection.ts`), turned the right way up (`angle.ts`), and each line is read at the page's full
 * resolution (`recognition.ts`) and cut into words (`spacing.ts`).
 *
 * It needs no help from the stage: it finds print of any size, and doubtful lines are read no better at a second look.
 */
import { createRequire } from 'node:module';
import { BenchError, reasonOf } from '../../contract/errors.ts';
import type { Settings } from '../../contract/settings.ts';
import type { GreyImage, StageMeasure } from '../../contract/stage-context.ts';
import type { EnginePage, EngineWord, FoundEngine, OcrEngine } from '../engine.ts';
import { inReadingDirection } from './angle.ts';
import { findLines } from './detection.ts';
import { type PaddleModel, readModel } from './model.ts';
import { inReadingOrder, quartersOf } from './reading-order.ts';
import { readWords } from './recognition.ts';
import { boundsOf, type RotatedBox } from './rotated-box.ts';
import { loadRuntime, type Network, openNetwork, type Runtime } from './runtime.ts';

const packages = createRequire(import.meta.url);
const BYTES_PER_MEGABYTE = 1_000_000;

interface Networks {
  readonly detection: Network;
  readonly angle: Network;
  readonly recognition: Network;
}

/** @throws BenchError `ocr.model_missing`, `ocr.model_unknown`, `ocr.engine_missing` */
export async function findPaddle(settings: Settings): Promise<FoundEngine> {
  await loadRuntime();
  const model = await readModel(settings['ocr.model']);
  const megabytes = (model.bytes / BYTES_PER_MEGABYTE).toFixed(1);
  return { model: model.name, versions: versionsOf(model), detail: `PP-OCR, ${megabytes} MB in ${model.folder}` };
}

/** @throws BenchError `ocr.model_missing`, `ocr.model_unknown`, `ocr.engine_missing`, `ocr.failed` */
export async function openPaddle(settings: Settings, measure: StageMeasure): Promise<OcrEngine> {
  const { model, networks } = await measure.part('load model', async () => {
    const runtime = await loadRuntime();
    const read = await readModel(settings['ocr.model']);
    return { model: read, networks: await openNetworks(runtime, read, settings) };
  });
  return {
    name: 'paddle',
    versions: versionsOf(model),
    wantsHelp: false,
    longestSide: Number.POSITIVE_INFINITY,
    async recognise(image, stage) {
      try {
        return await readPage({ networks, model, image, stage, detectorSide: settings['ocr.detectorSide'] });
      } catch (error) {
        throw failed(error, 'a page');
      }
    },
    close: () => closeAll(Object.values(networks)),
  };
}

interface PageJob {
  readonly networks: Networks;
  readonly model: PaddleModel;
  readonly image: GreyImage;
  readonly stage: StageMeasure;
  readonly detectorSide: number;
}

async function readPage({ networks, model, image, stage, detectorSide }: PageJob): Promise<EnginePage> {
  const found = await stage.part('detect', () => findLines(networks.detection, image, detectorSide));
  if (found.length === 0) return { words: [] };
  const lines = inReadingOrder(await stage.part('angle', () => inReadingDirection(networks.angle, image, found)));
  return stage.part('recognise', async () => {
    const words: EngineWord[] = [];
    for (const [line, box] of lines.entries()) words.push(...(await wordsOf(networks, model, image, box, line)));
    return { words, quarters: quartersOf(lines) };
  });
}

async function wordsOf(networks: Networks, model: PaddleModel, image: GreyImage, box: RotatedBox, line: number) {
  const words = await readWords(networks.recognition, model.characters, image, box);
  return words.map(
    (word): EngineWord => ({ text: word.text, confidence: word.confidence, box: boundsOf(word.box, image), line }),
  );
}

async function openNetworks(runtime: Runtime, model: PaddleModel, settings: Settings): Promise<Networks> {
  const opened: Network[] = [];
  const open = async (bytes: Uint8Array): Promise<Network> => {
    const network = await openNetwork(runtime, bytes, settings);
    opened.push(network);
    return network;
  };
  try {
    return {
      detection: await open(model.detection),
      angle: await open(model.angle),
      recognition: await open(model.recognition),
    };
  } catch (error) {
    await closeAll(opened);
    throw failed(error, 'its own start');
  }
}

async function closeAll(networks: readonly Network[]): Promise<void> {
  for (const network of networks) await network.close();
}

const failed = (error: unknown, file: string): BenchError =>
  error instanceof BenchError ? error : new BenchError('ocr.failed', { file, reason: reasonOf(error) }, { cause: error });

function versionsOf(model: PaddleModel): Record<string, string> {
  const { version } = packages('onnxruntime-node/package.json') as { version: string };
  return { 'onnxruntime-node': version, [`model ${model.name}`]: model.fingerprint };
}
