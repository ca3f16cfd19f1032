/**
 * Which stages a change of a setting may move. All the others are negative controls: when one of them moves, it was the machine.
 */
import { type SettingKey, settingKeys } from '../../contract/settings.ts';
import { type StageName, stageNames } from '../../contract/stages.ts';
import type { ComparisonSamples } from './samples.ts';

const everyStage = stageNames;
/** What reads otherwise may read other words, which are then adapted. */
const reading: readonly StageName[] = ['pre_ocr', 'ocr', 'schema_adaptation'];
/** `pre_ocr` reads the page as it was before enhancement; the stored image is the enhanced one. */
const enhancing: readonly StageName[] = ['enhancement', 'ocr', 'schema_adaptation', 'upload'];

const movableStages: Readonly<Record<SettingKey, readonly StageName[]>> = {
  workers: everyStage,
  host: everyStage,
  // The first stage that reads loads the model, and a model that has read the page once is not the one it was.
  preOcr: reading,
  'quality.threshold': enhancing,
  'enhancement.skip': enhancing,
  'ocr.engine': reading,
  'ocr.model': reading,
  'ocr.threads': reading,
  'ocr.spinning': reading,
  'ocr.detectorSide': reading,
  'ocr.pageSegmentation': reading,
  'ocr.textHeight': reading,
  'ocr.maxSide': reading,
  // The stored image is the turned one.
  'ocr.turnPages': [...reading, 'upload'],
  'batch.size': reading,
  'job.timeout': [],
  'input.maxMegabytes': [],
  // What is drawn is what every later stage works on.
  'pdf.dpi': everyStage.filter((stage) => stage !== 'fetch'),
  'input.maxMegapixels': [],
};

type Settings = ComparisonSamples['sides'][number]['settings'];

/** Keys in which two settings differ; a key that only one of them knows differs too. */
export function differingKeys(one: Settings, other: Settings): string[] {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return keys.filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]));
}

const isKnown = (key: string): key is SettingKey => (settingKeys as string[]).includes(key);

/** A key of a version that this one does not know may move anything. */
export function stagesMovedBy(keys: readonly string[]): ReadonlySet<StageName> {
  return new Set(keys.flatMap((key) => (isKnown(key) ? movableStages[key] : everyStage)));
}
