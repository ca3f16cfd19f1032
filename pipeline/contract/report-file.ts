/**
 * The report as JSON: every table with its values in full precision, and what it rests on. `resources/report.schema.json` is made
 * from this file (`npm run schemas`).
 */
import { z } from 'zod';
import { capacityOfSchema } from './capacity.ts';
import { criteriaSchema } from './criteria.ts';

export const REPORT_FORMAT = 'rythmiq-bench-report/1';

const cellValue = z.union([z.string(), z.number(), z.boolean()]).nullable();

const estimated = z.object({ estimate: z.number(), low: z.number().nullable(), high: z.number().nullable() });

const policyVerdict = z.object({
  verdict: z.enum(['GO', 'ADJUST', 'NO-GO', 'CANNOT-TELL']),
  firm: z.boolean(),
  headline: z.string(),
  cpu_per_doc: estimated.nullable(),
  max_docs_per_day: estimated.nullable(),
});

export const reportFileSchema = z.object({
  format: z.literal(REPORT_FORMAT),
  title: z.string(),
  /** When the last of the runs began. */
  date: z.iso.datetime(),
  version: z.string(),
  of: capacityOfSchema,
  criteria: z.object({ hash: z.string(), criteria: criteriaSchema }),
  decision: z.object({ published: policyVerdict, derived: policyVerdict }),
  tables: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      columns: z.array(z.object({ key: z.string(), title: z.string() })),
      /** By the keys of the columns; null where nothing was measured. */
      rows: z.array(z.record(z.string(), cellValue)),
    }),
  ),
  /** What was not measured, with the command that would. */
  not_measured: z.array(z.object({ what: z.string(), command: z.string().nullable() })),
});
export type ReportFile = z.infer<typeof reportFileSchema>;
