/**
 * How rows become what `contract/run.ts` promises. JSON columns and flags are decoded, and a row that does not fit says that
 * the file is damaged or was edited by hand, instead of surprising a screen.
 */
import { z } from 'zod';
import { BenchError } from '../contract/errors.ts';
import { documentRecordSchema, jobRecordSchema, jobResultSchema, runListItemSchema, runRecordSchema } from '../contract/run.ts';
import type { CpuTime } from '../contract/spans.ts';

/** A column that holds `schema` as JSON text; NULL where the schema takes null. */
export const json = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .nullable()
    .transform((text, context): unknown => {
      if (text === null) return null;
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

export const flag = z.literal([0, 1]).transform((value) => value === 1);

const listItem = runListItemSchema.shape;
const listItemColumns = {
  tags: json(listItem.tags),
  pinned: flag,
  owner: json(listItem.owner),
  warnings: json(listItem.warnings),
  summary: json(listItem.summary),
};
export const runListItemRow = runListItemSchema.extend(listItemColumns);

const run = runRecordSchema.shape;
export const runRow = runRecordSchema.extend({
  ...listItemColumns,
  settings: json(run.settings),
  environment: json(run.environment),
  plan: json(run.plan),
});

export const documentRow = documentRecordSchema.extend({ truth: json(documentRecordSchema.shape.truth) });
export const jobRow = jobRecordSchema.extend({ error: json(jobRecordSchema.shape.error) });

const result = jobResultSchema.shape;
export const jobResultRow = jobResultSchema.extend({
  quality: json(result.quality),
  document: json(result.document),
  accuracy: json(result.accuracy),
  outputs: json(result.outputs),
});

/** @throws BenchError `store.corrupt` */
export function parseRow<Schema extends z.ZodType>(file: string, schema: Schema, row: unknown): z.output<Schema> {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new BenchError('store.corrupt', { file, reason: `column ${issue?.path.join('.')}: ${issue?.message}` });
}

/** The two columns of a CPU account as one value; null unless both are there. */
export const cpuTime = (user_us: number | null, system_us: number | null): CpuTime | null =>
  user_us === null || system_us === null ? null : { user_us, system_us };

export const toJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
