/**
 * Which settings the bench reads with: all combinations of what is asked for, else what is worth asking for each engine.
 */
import { parseSettings, type Settings } from '../../../pipeline/contract/settings.ts';
import { type EngineName, engineNames } from '../../../pipeline/ocr/engine.ts';

/** Words between commas; undefined where nothing was asked for. */
export interface GridOptions {
  readonly engines?: string | undefined;
  readonly models?: string | undefined;
  readonly threads?: string | undefined;
  readonly heights?: string | undefined;
  readonly segmentations?: string | undefined;
}

export interface Configuration {
  readonly name: string;
  readonly settings: Settings;
}

interface Defaults {
  readonly models: readonly string[];
  readonly heights: readonly string[];
  readonly segmentations: readonly string[];
}

/** paddle brings each line to its own size, and finds its own lines: text height and segmentation change nothing there. */
const defaults: Readonly<Record<EngineName, Defaults>> = {
  'tesseract.js': { models: ['best_int', 'standard', 'fast'], heights: ['0', '12', '16'], segmentations: ['column'] },
  paddle: { models: ['mobile'], heights: ['12'], segmentations: ['column'] },
  tesseract: { models: ['system', 'best_int'], heights: ['0', '12'], segmentations: ['column'] },
};
const defaultThreads = ['1', '2'];

const listed = (text: string | undefined): string[] | undefined => text?.split(',').map((word) => word.trim());

/** @throws BenchError `settings.bad_value` */
export function configurations(options: GridOptions): Configuration[] {
  return (listed(options.engines) ?? engineNames).flatMap((engine) => {
    const known = defaults[engine as EngineName] ?? { models: ['auto'], heights: ['12'], segmentations: ['column'] };
    return (listed(options.models) ?? known.models).flatMap((model) =>
      (listed(options.threads) ?? defaultThreads).flatMap((threads) =>
        (listed(options.heights) ?? known.heights).flatMap((height) =>
          (listed(options.segmentations) ?? known.segmentations).map((segmentation) => ({
            name: [engine, model, threads, height, segmentation].join(' '),
            settings: parseSettings({
              'ocr.engine': engine,
              'ocr.model': model,
              'ocr.threads': threads,
              'ocr.textHeight': height,
              'ocr.pageSegmentation': segmentation,
            }),
          })),
        ),
      ),
    );
  });
}
