/**
 * Reads what a document truly says, from the files beside it: `name.txt` its text, `name.json` its type and fields.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fieldNames, type Truth, truthSchema } from '../contract/document.ts';
import { reasonOf, systemCodeOf } from '../contract/errors.ts';

export interface TruthReading {
  /** Null when there is none. */
  readonly truth: Truth | null;
  /** What could not be read, in a phrase; the rest is kept. */
  readonly problem: string | null;
}

/** @param file the document's own path */
export async function readTruth(file: string): Promise<TruthReading> {
  const stem = file.slice(0, file.length - path.extname(file).length);
  const [text, json] = await Promise.all([readText(`${stem}.txt`), readText(`${stem}.json`)]);
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

/** Fields we do not know are named and left out; the others count. */
export function parseTruth(content: string): TruthReading {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (thrown) {
    return { truth: null, problem: reasonOf(thrown) };
  }
  const fields = isRecord(value) && isRecord(value.fields) ? value.fields : {};
  const known = fieldNames.filter((name) => fields[name] !== undefined && fields[name] !== null);
  const unknown = Object.keys(fields).filter((name) => !(fieldNames as string[]).includes(name));
  const parsed = truthSchema.safeParse({
    ...(isRecord(value) ? value : {}),
    fields: Object.fromEntries(known.map((name) => [name, String(fields[name])])),
  });
  if (!isRecord(value) || !parsed.success) return { truth: null, problem: parsed.error?.issues[0]?.message ?? 'not an object' };
  return { truth: parsed.data, problem: unknown.length > 0 ? `unknown field ${unknown[0]}` : null };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

async function readText(file: string): Promise<{ content: string | null; problem: string | null }> {
  try {
    return { content: (await readFile(file, 'utf8')).replace(/^\uFEFF/, ''), problem: null };
  } catch (thrown) {
    return { content: null, problem: systemCodeOf(thrown) === 'ENOENT' ? null : reasonOf(thrown) };
  }
}
