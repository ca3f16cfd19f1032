/**
 * How the settings stand on the screen: in which group, under which name, with which control. Keys, defaults, ranges and
 * sentences come from the contract.
 */
import { BenchError } from '../../../pipeline/contract/errors.ts';
import { isModelName, modelsOf } from '../../../pipeline/contract/ocr-models.ts';
import {
  defaultSettings,
  parseSettings,
  type SettingKey,
  type Settings,
  settingDefinitions,
  settingKeys,
} from '../../../pipeline/contract/settings.ts';

export type SettingControl =
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'number'; readonly least: number; readonly most: number; readonly step: number }
  | { readonly kind: 'text' };

/** What was changed, as it was typed; a key that is absent has its default. */
export type SettingTexts = Readonly<Partial<Record<SettingKey, string>>>;

/** Those that decide what a document costs and how it is read. */
export const mainSettings: readonly SettingKey[] = [
  'workers',
  'enhancement.skip',
  'quality.threshold',
  'ocr.engine',
  'ocr.model',
  'ocr.threads',
];

export const moreSettings: readonly { readonly title: string; readonly keys: readonly SettingKey[] }[] = [
  {
    title: 'OCR',
    keys: [
      'ocr.pageSegmentation',
      'ocr.textHeight',
      'ocr.maxSide',
      'ocr.detectorSide',
      'ocr.spinning',
      'ocr.turnPages',
      'batch.size',
      'preOcr',
    ],
  },
  { title: 'Limits', keys: ['job.timeout', 'input.maxMegabytes', 'input.maxMegapixels'] },
  { title: 'PDF', keys: ['pdf.dpi'] },
  { title: 'Processes', keys: ['host'] },
];

export const settingLabels: Readonly<Record<SettingKey, string>> = {
  workers: 'Workers',
  host: 'Worker host',
  preOcr: 'OCR before enhancement',
  'quality.threshold': 'Quality threshold',
  'enhancement.skip': 'Skip enhancement',
  'ocr.engine': 'OCR engine',
  'ocr.model': 'OCR model',
  'ocr.threads': 'OCR threads',
  'ocr.spinning': 'Spinning threads',
  'ocr.detectorSide': 'Detector side',
  'ocr.pageSegmentation': 'Page segmentation',
  'ocr.textHeight': 'Text height',
  'ocr.maxSide': 'Longest side',
  'ocr.turnPages': 'Turn pages upright',
  'batch.size': 'Batch size',
  'job.timeout': 'Job timeout',
  'input.maxMegabytes': 'Largest file',
  'pdf.dpi': 'PDF resolution',
  'input.maxMegapixels': 'Largest image',
};

export const settingUnits: Readonly<Partial<Record<SettingKey, string>>> = {
  'ocr.textHeight': 'px',
  'ocr.maxSide': 'px',
  'ocr.detectorSide': 'px',
  'batch.size': 'documents',
  'job.timeout': 's',
  'input.maxMegabytes': 'MB',
  'pdf.dpi': 'dpi',
  'input.maxMegapixels': 'megapixels',
};

function readControl(key: SettingKey): SettingControl {
  const shape = settingDefinitions[key].schema.toJSONSchema({ io: 'output' });
  if (shape.enum !== undefined) return { kind: 'choice', options: shape.enum.map(String) };
  if (shape.type === 'boolean') return { kind: 'switch' };
  if (shape.type !== 'integer' && shape.type !== 'number') return { kind: 'text' };
  const least = shape.minimum ?? Number(shape.exclusiveMinimum ?? 0);
  const most = shape.maximum ?? Number(shape.exclusiveMaximum ?? Number.MAX_SAFE_INTEGER);
  return { kind: 'number', least, most, step: shape.type === 'number' && most <= 1 ? 0.05 : 1 };
}

const controls = new Map(settingKeys.map((key) => [key, readControl(key)]));

/** Read from the contract's schema, so that a new range or choice needs no word here. */
export const controlOf = (key: SettingKey): SettingControl => controls.get(key) ?? { kind: 'text' };

export const textOf = (key: SettingKey, texts: SettingTexts): string => texts[key] ?? String(defaultSettings[key]);

/** Which models an engine knows by name, beside `auto`. */
export function modelsOfEngine(engine: string): readonly string[] {
  const { data } = settingDefinitions['ocr.engine'].schema.safeParse(engine);
  return data === undefined ? [] : modelsOf(data);
}

/** What can be chosen by name; a name that is another engine's stands among them while it is chosen, and is refused. */
export function modelNames(engine: string, model: string): readonly string[] {
  const names = ['auto', ...modelsOfEngine(engine)];
  return isModelName(model) && !names.includes(model) ? [...names, model] : names;
}

/** Why a value is refused, in a sentence; null when it is accepted. */
export function problemOf(key: SettingKey, texts: SettingTexts): string | null {
  const text = textOf(key, texts);
  if (text.trim() === '') return `${settingLabels[key]} needs a value. ${settingDefinitions[key].sentence}`;
  try {
    parseSettings({ [key]: text });
    return null;
  } catch (thrown) {
    return BenchError.wrap(thrown).message;
  }
}

/** `2.0` is not a change from `2`; what is refused is one. */
export function isChanged(key: SettingKey, texts: SettingTexts): boolean {
  if (texts[key] === undefined) return false;
  if (problemOf(key, texts) !== null) return true;
  return parseSettings({ [key]: texts[key] })[key] !== defaultSettings[key];
}

export const changedKeys = (texts: SettingTexts): readonly SettingKey[] => settingKeys.filter((key) => isChanged(key, texts));

/** The settings that were typed, or null when one of them is refused. */
export function settingsOf(texts: SettingTexts): Settings | null {
  if (settingKeys.some((key) => problemOf(key, texts) !== null)) return null;
  return parseSettings(texts);
}
