/**
 * The settings of a run: every key with its default, range and sentence. This is the only place for defaults. Settings are a
 * flat object, so that `--set KEY=VALUE`, a JSON file and a stored run all look alike.
 */
import { z } from 'zod';
import { BenchError } from './errors.ts';
import type { Bytes } from './units.ts';

interface SettingDefinition {
  readonly schema: z.ZodType;
  readonly sentence: string;
}

/** Turns the text of `--set KEY=VALUE` into a number before the range is checked. */
const number = (schema: z.ZodType<number>) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value), schema);
const boolean = z.preprocess((value) => (value === 'true' ? true : value === 'false' ? false : value), z.boolean());

export const settingDefinitions = {
  workers: {
    schema: number(z.int().min(1).max(256)).default(1),
    sentence: 'Worker processes; each runs one document at a time (1 to 256).',
  },
  host: {
    schema: z.enum(['auto', 'node', 'utility']).default('auto'),
    sentence: 'Processes that workers run in: auto (what the probe found best), node, utility (in the app only).',
  },
  preOcr: {
    schema: boolean.default(false),
    sentence: 'Read the un-enhanced image too, to know what enhancement bought (true or false).',
  },
  'quality.threshold': {
    // Each part of the score is 0.6 where a step of the enhancement begins to pay, see `stages/quality-scoring.ts`.
    schema: number(z.number().min(0).max(1)).default(0.6),
    sentence: 'Quality score from which a document takes the fast path (0 to 1).',
  },
  'enhancement.skip': {
    schema: z.enum(['auto', 'always', 'never']).default('auto'),
    sentence: 'Skip enhancement: auto skips it on the fast path (GUARD-001); always, never.',
  },
  'ocr.engine': {
    schema: z.enum(['tesseract.js', 'paddle', 'tesseract']).default('tesseract.js'),
    sentence: "OCR engine: tesseract.js, paddle (PP-OCR on onnxruntime), tesseract (this system's own program).",
  },
  'ocr.model': {
    schema: z.string().min(1).default('auto'),
    sentence:
      'OCR model: auto (best_int for tesseract.js, system for tesseract, mobile for paddle), best_int, standard, fast, or the path of a folder with models of your own.',
  },
  'ocr.threads': {
    schema: number(z.int().min(1).max(64)).default(1),
    sentence:
      'Threads that read one page: recognisers that share its lines (tesseract.js), intra-op threads (paddle), OMP_THREAD_LIMIT (tesseract) (1 to 64).',
  },
  'ocr.spinning': {
    schema: boolean.default(false),
    sentence: 'Let idle threads of onnxruntime spin instead of sleep: shorter waits for more CPU (paddle; true or false).',
  },
  'ocr.detectorSide': {
    schema: number(z.int().min(320).max(4000)).default(960),
    sentence: 'Longest side in pixels of the page in which paddle looks for lines; they are read at full size (320 to 4000).',
  },
  'ocr.pageSegmentation': {
    schema: z.enum(['auto', 'column', 'block', 'sparse']).default('column'),
    sentence: 'How the page is cut into lines: auto, column (one column of mixed sizes), block (one even block), sparse.',
  },
  'ocr.textHeight': {
    schema: number(z.int().min(0).max(100)).default(12),
    sentence: 'Enlarge small print until its small letters are this many pixels high before OCR (0 never enlarges, to 100).',
  },
  'ocr.maxSide': {
    schema: number(z.int().min(500).max(20_000)).default(2400),
    sentence:
      'Longest side in pixels that is given to OCR; larger pages are reduced to it unless letters would fall below ocr.textHeight (500 to 20000).',
  },
  'ocr.turnPages': {
    schema: boolean.default(true),
    sentence:
      'Turn a page that lies on its side or upside down: where hardly a character is read with confidence, strips of it are tried turned (true or false).',
  },
  'batch.size': {
    schema: number(z.int().min(0).max(10_000)).default(0),
    sentence:
      'Documents that are read with one load of the OCR model: 1 loads it anew for each, 0 keeps it as long as the worker lives (0 to 10000).',
  },
  'job.timeout': {
    schema: number(z.number().min(0.1).max(3600)).default(120),
    sentence: 'Seconds after which a document is given up (0.1 to 3600).',
  },
  'input.maxMegabytes': {
    schema: number(z.number().positive().max(4096)).default(100),
    sentence: 'Largest file that is read, in megabytes (up to 4096).',
  },
  'pdf.dpi': {
    // Measured in `stages/pdf/decode.ts`.
    schema: number(z.int().min(50).max(1200)).default(200),
    sentence: 'Dots per inch at which pages of a PDF are drawn; a page that is a scan keeps its own (50 to 1200).',
  },
  'input.maxMegapixels': {
    schema: number(z.number().positive().max(10_000)).default(200),
    sentence: 'Largest image that is decoded, in million pixels over all pages (up to 10000).',
  },
} as const satisfies Record<string, SettingDefinition>;

export type SettingKey = keyof typeof settingDefinitions;
export const settingKeys = Object.keys(settingDefinitions) as SettingKey[];

const shape = Object.fromEntries(settingKeys.map((key) => [key, settingDefinitions[key].schema])) as {
  [K in SettingKey]: (typeof settingDefinitions)[K]['schema'];
};

export const settingsSchema = z.strictObject(shape);
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = settingsSchema.parse({});

/**
 * Checks settings from outside and fills what is absent with the defaults.
 * @throws BenchError `settings.unknown_key`, `settings.bad_value`
 */
export function parseSettings(given: Readonly<Record<string, unknown>>): Settings {
  for (const key of Object.keys(given)) {
    if (!settingKeys.includes(key as SettingKey)) throw new BenchError('settings.unknown_key', { key });
  }
  const parsed = settingsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const key = String(issue?.path[0] ?? '');
  throw new BenchError('settings.bad_value', {
    key,
    value: String(given[key]),
    reason: settingDefinitions[key as SettingKey].sentence,
  });
}

/**
 * Parses the words of `--set`, each `KEY=VALUE`.
 * @throws BenchError `settings.bad_syntax`
 */
export function parseAssignments(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.map((word) => {
      const cut = word.indexOf('=');
      if (cut < 1) throw new BenchError('settings.bad_syntax', { text: word });
      return [word.slice(0, cut).trim(), word.slice(cut + 1).trim()];
    }),
  );
}

const BYTES_PER_MEGABYTE = 1_000_000;

/** The largest file that is read. */
export const largestInput = (settings: Settings): Bytes => settings['input.maxMegabytes'] * BYTES_PER_MEGABYTE;

/**
 * What tells settings from one another: for each, the keys in which not all agree, as `KEY=VALUE, …`; '' where all are equal.
 * @param sides whole settings, also of a version that knew other keys
 */
export function settingDifferences(sides: readonly Readonly<Record<string, unknown>>[]): string[] {
  const keys = [...new Set(sides.flatMap((side) => Object.keys(side)))];
  const differing = keys.filter((key) => sides.some((side) => side[key] !== sides[0]?.[key]));
  return sides.map((side) => differing.map((key) => `${key}=${String(side[key] ?? 'unset')}`).join(', '));
}
