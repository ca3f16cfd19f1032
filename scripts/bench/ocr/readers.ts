/**
 * One way to call every engine that `bench:ocr` compares: a file in, its words out.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { parseSettings } from '../../../pipeline/contract/settings.ts';
import { cpuMicroseconds } from '../../../pipeline/contract/spans.ts';
import type { StageMeasure } from '../../../pipeline/contract/stage-context.ts';
import type { Microseconds } from '../../../pipeline/contract/units.ts';
import { type EngineWord, openEngine } from '../../../pipeline/ocr/engine.ts';

export interface ReaderOptions {
  /** One of our engines, or an SDK's package. */
  readonly engine: string;
  readonly threads: number;
  readonly detectorSide: number;
  /** Where the SDK is installed. */
  readonly folder: string | null;
  readonly models: { readonly detection: string; readonly recognition: string; readonly dictionary: string };
}

export interface Reader {
  read(file: string): Promise<readonly EngineWord[]>;
  /** CPU of children so far. */
  childCpu(): Microseconds;
  close(): Promise<void>;
}

export function openReader(options: ReaderOptions): Promise<Reader> {
  switch (options.engine) {
    case 'ppu-paddle-ocr':
      return openPpu(options);
    case '@gutenye/ocr-node':
      return openGutenye(options);
    default:
      return openOurs(options);
  }
}

async function openOurs({ engine, threads, detectorSide }: ReaderOptions): Promise<Reader> {
  const settings = parseSettings({ 'ocr.engine': engine, 'ocr.threads': threads, 'ocr.detectorSide': detectorSide });
  let children = 0;
  const measure: StageMeasure = {
    part: async (_name, work) => work(),
    chargeChild: (cpu) => {
      children += cpuMicroseconds(cpu);
    },
  };
  sharp.concurrency(1);
  sharp.cache(false);
  const opened = await openEngine(settings, measure);
  return {
    async read(file) {
      const { data, info } = await sharp(file).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
      const image = { data, width: info.width, height: info.height };
      return (await opened.recognise(image, measure, settings['ocr.pageSegmentation'])).words;
    },
    childCpu: () => children,
    close: () => opened.close(),
  };
}

function importFrom(folder: string | null, name: string): Promise<unknown> {
  const file = createRequire(path.join(folder ?? '', 'package.json')).resolve(name);
  return import(pathToFileURL(file).href);
}

interface PpuPart {
  readonly text: string;
  readonly confidence: number;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}
interface PpuModule {
  readonly PaddleOcrService: new (
    options: unknown,
  ) => {
    initialize(): Promise<void>;
    recognize(file: ArrayBuffer, options: { flatten: true; noCache: true }): Promise<{ results: PpuPart[] }>;
    destroy(): Promise<void>;
  };
}

async function openPpu({ folder, threads, detectorSide, models }: ReaderOptions): Promise<Reader> {
  const { PaddleOcrService } = (await importFrom(folder, 'ppu-paddle-ocr')) as PpuModule;
  const service = new PaddleOcrService({
    model: {
      detection: await bytesOf(models.detection),
      recognition: await bytesOf(models.recognition),
      charactersDictionary: await bytesOf(models.dictionary),
    },
    detection: { maxSideLength: detectorSide },
    session: onnxOptions(threads),
  });
  await service.initialize();
  return {
    async read(file) {
      const { results } = await service.recognize(await bytesOf(file), { flatten: true, noCache: true });
      return results.map(({ text, confidence, box: { x, y, width, height } }, line) => ({
        text,
        confidence,
        box: { x0: x, y0: y, x1: x + width, y1: y + height },
        line,
      }));
    },
    childCpu: () => 0,
    close: () => service.destroy(),
  };
}

interface GutenyeModule {
  readonly default: {
    create(options: unknown): Promise<{ detect(file: string): Promise<{ text: string; mean: number; box?: number[][] }[]> }>;
  };
}

/** It gives the detection network the whole page: there is nothing to set. */
async function openGutenye({ folder, threads }: ReaderOptions): Promise<Reader> {
  const { default: Ocr } = (await importFrom(folder, '@gutenye/ocr-node')) as GutenyeModule;
  const ocr = await Ocr.create({ onnxOptions: onnxOptions(threads) });
  return {
    async read(file) {
      const lines = await ocr.detect(file);
      return lines.map(({ text, mean, box = [] }, line) => {
        const xs = box.map(([x = 0]) => x);
        const ys = box.map(([, y = 0]) => y);
        const bounds = { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
        return { text, confidence: mean, box: bounds, line };
      });
    },
    childCpu: () => 0,
    close: async () => undefined,
  };
}

const onnxOptions = (threads: number) => ({
  executionProviders: ['cpu'],
  executionMode: 'sequential',
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
  extra: { session: { intra_op: { allow_spinning: '0' } } },
});

async function bytesOf(file: string): Promise<ArrayBuffer> {
  return new Uint8Array(await readFile(file)).buffer;
}
