/**
 * Reads what a document truly says, from the files beside it: `name.txt` its text, `name.json` its type and fields.
 */
import path from 'node:path';
import { documentTypeSchema, fieldNames, type Truth, truthSchema } from '../contract/document.ts';
import { reasonOf } from '../contract/errors.ts';
import type { DocumentPlace, TruthText } from './places/place.ts';

export interface TruthReading {
  /** Null when there is none. */
  readonly truth: Truth | null;
  /** What could not be read, in a phrase; the rest is kept. */
  readonly problem: string | null;
}

/** A transcript of a thousand dense pages; comparing more would take minutes. */
const LARGEST_TRUTH_BYTES = 1_000_000;

/** @param file the document's own */
export async function readTruth(place: Pick<DocumentPlace, 'readText'>, file: string): Promise<TruthReading> {
  const stem = file.slice(0, file.length - path.extname(file).length);
  const [text, json] = [
    await readText(place, [`${stem}.txt`, `${stem}.TXT`]),
    await readText(place, [`${stem}.json`, `${stem}.JSON`]),
  ];
  const problems = [text.problem, json.problem];
  let truth: Truth | null = null;
  if (json.content !== null) {
    const parsed = parseTruth(json.content);
    truth = parsed.truth;
    problems.push(parsed.problem);
  }
  if (text.content !== null) truth = { fields: {}, ...truth, text: text.content };
  return { truth, problem: problems.find((problem) => problem !== null) ?? null };
}

const topLevelKeys = ['type', 'fields', 'text'];

/** What we do not know is named and left out; the rest counts. */
export function parseTruth(content: string): TruthReading {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (thrown) {
    return { truth: null, problem: reasonOf(thrown) };
  }
  if (!isRecord(value)) return { truth: null, problem: 'it is not an object' };
  const { fields = {} } = value;
  if (!isRecord(fields)) return { truth: null, problem: 'fields is not an object' };
  const isKnown = (name: string) => (fieldNames as string[]).includes(name);
  const isPlain = (name: string) => ['string', 'number'].includes(typeof fields[name]);
  const usable = Object.keys(fields).filter((name) => isKnown(name) && isPlain(name));
  const type = documentTypeSchema.safeParse(value.type).data;
  const parsed = truthSchema.safeParse({
    ...value,
    type,
    fields: Object.fromEntries(usable.map((name) => [name, String(fields[name])])),
  });
  if (!parsed.success) return { truth: null, problem: parsed.error.issues[0]?.message ?? 'it is no truth' };
  const unusable = [
    ...(value.type !== undefined && type === undefined ? ['type'] : []),
    ...Object.keys(value).filter((key) => !topLevelKeys.includes(key)),
    ...Object.keys(fields).filter((name) => !isKnown(name) || !(isPlain(name) || fields[name] === null)),
  ];
  return { truth: parsed.data, problem: unusable[0] === undefined ? null : `cannot use ${unusable[0]}` };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first of the files that is there. */
async function readText(place: Pick<DocumentPlace, 'readText'>, files: readonly string[]): Promise<TruthText> {
  for (const file of files) {
    const text = await place.readText(file, LARGEST_TRUTH_BYTES);
    if (text.content !== null || text.problem !== null) return text;
  }
  return { content: null, problem: null };
}
