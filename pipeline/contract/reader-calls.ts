/**
 * What a front may ask of the reader: the process that looks things up while the engine measures.
 */
import { z } from 'zod';
import { capacityFactsSchema, capacityOfSchema, reportFormatSchema, reportRequestSchema } from './capacity.ts';
import {
  compareMetricSchema,
  comparePlanSchema,
  comparisonSchema,
  planOutlookSchema,
  sideNameSchema,
  sideNames,
} from './comparison.ts';
import { documentSelectionSchema } from './document-selection.ts';
import { errorInfoSchema } from './errors.ts';
import { examinationSchema, inventorySchema } from './examination.ts';
import { loadFactsSchema } from './load.ts';
import { wordsFileSchema } from './ocr.ts';
import { pushRecordSchema } from './postgres.ts';
import {
  documentRecordSchema,
  jobRecordSchema,
  jobResultSchema,
  runListItemSchema,
  runRecordSchema,
  runStateSchema,
  runSummarySchema,
  runsOnlySchema,
  workerRecordSchema,
} from './run.ts';
import { packedRunTableSchema } from './run-table.ts';
import { settingsSchema } from './settings.ts';
import { signalSchema } from './signals.ts';
import { foretoldProjectionSchema, simulationRequestSchema, simulationSchema, theoryCheckSchema } from './simulation.ts';
import { spanSchema } from './spans.ts';
import { timelineSchema } from './timeline.ts';

const run = z.object({ run: z.uuid() });
const job = z.object({ job: z.uuid() });

export const imageKindSchema = z.enum(['source', 'master', 'preview']);
export type ImageKind = z.infer<typeof imageKindSchema>;

export const traceFormatSchema = z.enum(['chrome', 'speedscope']);
export type TraceFormat = z.infer<typeof traceFormatSchema>;

export const samplesFormatSchema = z.enum(['json', 'csv', 'go']);
/** `go`: Go's benchmark format, which benchstat reads. */
export type SamplesFormat = z.infer<typeof samplesFormatSchema>;

/** A comparison that was run as one, or runs that were made apart: for each side one or more of them. */
export const comparedSchema = z.union([
  z.object({ run: z.uuid() }),
  z.object({
    sides: z.array(z.array(z.uuid()).min(1).max(50)).min(2).max(sideNames.length),
    /** What decides, and what is no change; the defaults of a plan unless given. */
    metric: compareMetricSchema.optional(),
    materiality: z.number().gt(0).lt(1).optional(),
  }),
]);
export type Compared = z.infer<typeof comparedSchema>;

/** What is in a place before a run is begun; nothing is opened. */
export const documentsLookSchema = z.object({
  documents: z.int(),
  bytes: z.int(),
  left_out: z.int(),
  first: z.array(z.string()),
});
export type DocumentsLook = z.infer<typeof documentsLookSchema>;

/** What a document took in the run that is most like the one to come. */
export const estimateSchema = z.object({
  run: z.uuid(),
  name: z.string(),
  created_at: z.string(),
  documents: z.int(),
  /** With a core to itself. */
  wall_seconds_per_document: z.number(),
  /** Settings in which that run differs. */
  differs_in: z.array(z.string()),
});
export type Estimate = z.infer<typeof estimateSchema>;

export const jobDetailSchema = z.object({
  job: jobRecordSchema,
  /** As it is now: whether one that has not ended will. */
  run_state: runStateSchema,
  spans: z.array(spanSchema),
  document: documentRecordSchema,
  /** Null unless the job succeeded. */
  result: jobResultSchema.nullable(),
  /** Null where they were not kept, or are gone. */
  words: wordsFileSchema.nullable(),
});
export type JobDetail = z.infer<typeof jobDetailSchema>;

export const runDetailSchema = z.object({
  run: runRecordSchema,
  /** Of the jobs that ended so far, when the run has not. */
  summary: runSummarySchema,
  workers: z.array(workerRecordSchema),
  spans: z.int(),
});
export type RunDetail = z.infer<typeof runDetailSchema>;

export const readerCalls = {
  open: {
    /** `node`: the program that runs a plain Node; null where there is none. */
    input: z.object({ database: z.string(), node: z.string().nullable() }),
    output: z.object({ notice: z.string().nullable() }),
  },
  'runs.list': {
    input: z.object({
      search: z.string().max(200),
      limit: z.int().positive().max(10_000),
      offset: z.int().nonnegative(),
      only: runsOnlySchema.optional(),
    }),
    output: z.array(runListItemSchema),
  },
  'runs.read': { input: run, output: runDetailSchema },
  'runs.table': { input: run, output: packedRunTableSchema },
  'runs.timeline': { input: run, output: timelineSchema },
  'runs.signals': { input: run, output: z.array(signalSchema) },
  /** Writes the run's spans for other viewers. */
  'runs.trace': {
    input: z.object({ run: z.uuid(), format: traceFormatSchema, file: z.string() }),
    output: z.object({ file: z.string(), spans: z.int(), bytes: z.int() }),
  },
  'comparisons.read': { input: z.object({ of: comparedSchema }), output: comparisonSchema },
  /** The spans of one pass of a side (of stored runs: of its n-th run), from 0 on. */
  'comparisons.timeline': {
    input: z.object({ of: comparedSchema, side: sideNameSchema, pass: z.int().nonnegative() }),
    output: timelineSchema,
  },
  /** Writes every measurement of a comparison for other programs. */
  'comparisons.samples': {
    input: z.object({ of: comparedSchema, format: samplesFormatSchema, file: z.string() }),
    output: z.object({ file: z.string(), samples: z.int() }),
  },
  /** What a plan would find and take; looks at the place, opens nothing. */
  'comparisons.outlook': {
    input: z.object({
      plan: comparePlanSchema,
      place: z.string().max(4096),
      selection: documentSelectionSchema,
      count: z.int().positive().nullable(),
    }),
    output: planOutlookSchema,
  },
  /** What the result of a load test is reckoned from. */
  'loads.read': { input: run, output: loadFactsSchema },
  /** What a load would do on a machine that is not here; the scenarios in their order. */
  'simulations.make': {
    input: simulationRequestSchema,
    output: simulationSchema.extend({ projections: z.array(foretoldProjectionSchema) }),
  },
  /** The model held against queues that theory solves; the same whichever run is simulated. */
  'simulations.theory': { input: z.object({}), output: z.array(theoryCheckSchema) },
  /** What a capacity is projected from; the projection itself is reckoned where it is shown. */
  'capacity.read': { input: z.object({ of: capacityOfSchema }), output: capacityFactsSchema },
  /** A report as texts, but for the PDF, which is printed of the HTML. */
  'reports.make': {
    input: reportRequestSchema.extend({ format: reportFormatSchema.exclude(['pdf']), version: z.string() }),
    /** `date`: of the run, for whatever else carries one. */
    output: z.object({ files: z.array(z.object({ name: z.string(), content: z.string() })).min(1), date: z.string() }),
  },
  'runs.estimate': { input: z.object({ settings: settingsSchema }), output: estimateSchema.nullable() },
  'pushes.list': { input: z.object({ limit: z.int().positive().max(10_000) }), output: z.array(pushRecordSchema) },
  'jobs.read': { input: job, output: jobDetailSchema },
  'jobs.image': {
    input: z.object({ job: z.uuid(), kind: imageKindSchema, page: z.int().nonnegative() }),
    output: z.object({ bytes: z.instanceof(Uint8Array), type: z.string(), width: z.int(), height: z.int() }),
  },
  'documents.look': {
    input: z.object({ place: z.string().max(4096), selection: documentSelectionSchema }),
    output: documentsLookSchema,
  },
  /** Why documents cannot be read with these settings here, before anything begins; null when they can. Loads no model. */
  'ocr.find': { input: z.object({ settings: settingsSchema }), output: errorInfoSchema.nullable() },
  examine: { input: z.object({}), output: examinationSchema },
  inventory: { input: z.object({}), output: inventorySchema },
};
