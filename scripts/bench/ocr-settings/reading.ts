/**
 * One document read with one setting: what the OCR stage cost, as a worker reckons it, and how right text and fields are.
 */
import path from 'node:path';
import { errorRates } from '../../../pipeline/analysis/accuracy.ts';
import { compareFields, countFields } from '../../../pipeline/analysis/accuracy-fields.ts';
import type { Truth } from '../../../pipeline/contract/document.ts';
import { defaultSettings, type Settings } from '../../../pipeline/contract/settings.ts';
import { cpuMicroseconds, isStage } from '../../../pipeline/contract/spans.ts';
import type { GreyImage, StageContext } from '../../../pipeline/contract/stage-context.ts';
import { toSeconds } from '../../../pipeline/contract/units.ts';
import type { FoundDocument } from '../../../pipeline/engine/documents.ts';
import { nowMicroseconds } from '../../../pipeline/measure/clock.ts';
import { JobRecorder } from '../../../pipeline/measure/recorder.ts';
import type { OcrEngine } from '../../../pipeline/ocr/engine.ts';
import { enhance } from '../../../pipeline/stages/enhancement.ts';
import { fetchDocument } from '../../../pipeline/stages/fetch.ts';
import { recognise } from '../../../pipeline/stages/ocr.ts';
import { scoreQuality } from '../../../pipeline/stages/quality-scoring.ts';
import { adaptToSchema } from '../../../pipeline/stages/schema-adaptation.ts';
import { DirectoryStorage } from '../../../pipeline/storage/directory.ts';
import type { Configuration } from './grid.ts';
import type { Reading } from './table.ts';

export interface BenchDocument {
  readonly file: string;
  readonly truth: Truth;
}

/** Null without truth. */
export const toBenchDocument = ({ root, file, truth }: FoundDocument): BenchDocument | null =>
  truth === null ? null : { file: path.join(root, file), truth };

export interface Prepared extends BenchDocument {
  readonly pages: readonly GreyImage[];
  readonly xHeights: readonly (number | null)[];
}

const contextOf = (settings: Settings): StageContext => ({
  settings,
  part: async (_name, work) => work(),
  chargeChild: () => undefined,
});

/** As the stages before OCR leave it, by the default settings. */
export async function prepare(document: BenchDocument): Promise<Prepared> {
  const context = contextOf(defaultSettings);
  const storage = new DirectoryStorage(path.dirname(document.file));
  const scored = await scoreQuality(
    context,
    await fetchDocument(context, storage, { key: path.basename(document.file), etag: null }),
  );
  const { pages } = await enhance(context, scored.pages, scored.quality, scored.path);
  return { ...document, pages, xHeights: scored.xHeights };
}

/** @throws BenchError `ocr.failed` */
export async function readWith(
  { name, settings }: Configuration,
  engine: OcrEngine,
  { file, truth, pages, xHeights }: Prepared,
): Promise<Omit<Reading, 'pass'>> {
  const recorder = new JobRecorder(nowMicroseconds());
  const read = await recorder.stage('ocr', (measure) => recognise({ ...measure, settings }, engine, pages, xHeights));
  const stage = recorder.finish().spans.find(isStage);
  const { edits, characters } = truth.text === undefined ? { edits: 0, characters: 0 } : errorRates(truth.text, read.text);
  const fields = countFields(compareFields(truth, await adaptToSchema(contextOf(settings), read)));
  return {
    configuration: name,
    document: file,
    cpu_seconds: toSeconds(stage === undefined ? 0 : cpuMicroseconds(stage)),
    wall_seconds: toSeconds(stage?.wall_us ?? 0),
    edits,
    characters,
    ...fields,
  };
}
