/**
 * What the window may ask of the app, and what it is told. Everything else is refused.
 */
import { z } from 'zod';
import { reportFormatSchema, reportRequestSchema } from './capacity.ts';
import { compareRequestSchema } from './comparison.ts';
import { runRequestSchema } from './engine-messages.ts';
import { errorInfoSchema } from './errors.ts';
import { checkDraftSchema, pushDraftSchema } from './exporter-calls.ts';
import { liveRunSchema } from './live-run.ts';
import { loadRequestSchema } from './load.ts';
import { postgresTargetSchema, preflightSchema, pushResultSchema } from './postgres.ts';
import { comparedSchema, readerCalls, samplesFormatSchema, traceFormatSchema } from './reader-calls.ts';
import { runChangesSchema } from './run.ts';
import { mainScreenNames } from './screens.ts';

const nothing = z.null();
const run = z.object({ run: z.uuid() });

export const themeSchema = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof themeSchema>;

/** How far a newcomer is led: what is kept in the database tells the rest. */
export const guideSchema = z.object({
  dismissed: z.boolean(),
  /** What was looked at while there was something to see: nothing of a look is kept in the database. */
  opened: z.array(z.enum(['flame', 'capacity', 'decision'])),
});
export type Guide = z.infer<typeof guideSchema>;

/** Which host processes run in, and why. */
export const hostChoiceSchema = z.object({ host: z.enum(['node', 'utility']), reason: z.string() });
export type HostChoice = z.infer<typeof hostChoiceSchema>;

export const aboutSchema = z.object({
  version: z.string(),
  electron: z.string(),
  chromium: z.string(),
  database: z.string(),
  hosts: z.object({ engine: hostChoiceSchema, workers: hostChoiceSchema }),
  theme: themeSchema,
  /** Whether to tell when long work ends while another window has the focus. */
  notices: z.boolean(),
  guide: guideSchema,
  cores: z.int(),
  /** Why the database opened for reading only; null when it did not. */
  notice: z.string().nullable(),
});
export type About = z.infer<typeof aboutSchema>;

const {
  open: _open,
  inventory: _inventory,
  'runs.trace': _trace,
  'comparisons.samples': _samples,
  'reports.make': _report,
  ...askable
} = readerCalls;

export const connectionSchema = z.object({
  /** As it was used last; null before the first time. */
  target: postgresTargetSchema.nullable(),
  /** Whether there is one for the target's user and server, and how long; the password itself is never told. */
  password: z.enum(['none', 'kept', 'until_quit']),
});
export type Connection = z.infer<typeof connectionSchema>;

export const recentFolderSchema = z.object({
  /** Names it in calls. */
  key: z.string(),
  place: z.string(),
  /** It is not there any more, or its disk does not answer. */
  missing: z.boolean(),
});
export type RecentFolder = z.infer<typeof recentFolderSchema>;

/** Files that take a while to write: how far they are is told by events, and they can be stopped. */
export const writtenKindSchema = z.enum(['trace', 'measurements', 'report']);
export type WrittenKind = z.infer<typeof writtenKindSchema>;

const recentKey = z.object({ key: z.string().max(64) });

export const appCalls = {
  ...askable,
  about: { input: z.object({}), output: aboutSchema },
  setTheme: { input: z.object({ theme: themeSchema }), output: nothing },
  setNotices: { input: z.object({ notices: z.boolean() }), output: nothing },
  /** Opens the log with the system's program for it. */
  'log.open': { input: z.object({}), output: nothing },
  /** Shows the log in the system's file manager. */
  'log.show': { input: z.object({}), output: nothing },
  /** Writes what failed in the window by a mistake of the program into the log. */
  'window.failed': { input: z.object({ text: z.string().max(8000) }), output: nothing },
  /** Puts versions, machine, processes, engines, database and the end of the log on the clipboard, without secrets. */
  'diagnostics.copy': { input: z.object({}), output: nothing },
  /** The folders whose documents were chosen last, the latest first. */
  'recent.list': { input: z.object({}), output: z.array(recentFolderSchema) },
  'recent.use': { input: recentKey, output: z.object({ place: z.string() }) },
  'recent.forget': { input: recentKey, output: nothing },
  'guide.keep': { input: guideSchema, output: nothing },
  /** Answers when the run has begun or could not; how it goes on is told by events. */
  'run.start': { input: runRequestSchema.omit({ emit_contract: true, results: true }), output: nothing },
  /** As `run.start`; a comparison is a run of kind `compare`, and is watched, stopped and resumed like any other. */
  'compare.start': {
    input: compareRequestSchema
      .omit({ results: true })
      .refine(({ plan }) => plan.sides.every(({ code }) => code === undefined), 'The window may not name code to be run.'),
    output: nothing,
  },
  /** As `run.start`; a run of kind `load`. The app opens the gateway here and for its own uploads alone. */
  'load.start': {
    input: loadRequestSchema.omit({ results: true, gateway: true, port: true, database: true, queue: true }),
    output: nothing,
  },
  'run.resume': { input: run, output: nothing },
  'run.cancel': { input: z.object({}), output: nothing },
  /** Null when no run was begun since the app started. */
  'run.live': { input: z.object({}), output: liveRunSchema.nullable() },
  'runs.edit': { input: z.object({ run: z.uuid(), changes: runChangesSchema }), output: nothing },
  /** The run goes after a while in which `runs.undoDelete` brings it back. */
  'runs.delete': { input: run, output: z.object({ undo_seconds: z.number() }) },
  'runs.undoDelete': { input: run, output: nothing },
  /** Ends a `documents.look` that is under way; the next one ends it too. */
  'documents.stopLooking': { input: z.object({}), output: nothing },
  /** Ends what of it is under way; so does asking for the same again. */
  'simulations.cancel': { input: z.object({ of: z.enum(['simulation', 'theory']) }), output: nothing },
  /** Asks for a folder, or a document; null when the person chose none. */
  'documents.choose': {
    input: z.object({ what: z.enum(['folder', 'file']) }),
    output: z.object({ place: z.string() }).nullable(),
  },
  /** Makes the sample documents unless they are there. Progress is told by events. */
  'samples.make': { input: z.object({}), output: z.object({ place: z.string() }) },
  'samples.cancel': { input: z.object({}), output: nothing },
  /** Asks where to, then writes; null when the person chose nothing. */
  'file.save': {
    input: z.object({ name: z.string().max(200), content: z.union([z.string(), z.instanceof(Uint8Array)]) }),
    output: z.object({ file: z.string() }).nullable(),
  },
  'trace.save': {
    input: z.object({ run: z.uuid(), format: traceFormatSchema }),
    output: z.object({ file: z.string() }).nullable(),
  },
  /** Asks where to, then writes every measurement of a comparison; null when the person chose nothing. */
  'samples.save': {
    input: z.object({ of: comparedSchema, format: samplesFormatSchema }),
    output: z.object({ file: z.string() }).nullable(),
  },
  /** Asks where to, for CSV a folder, then writes the report; null when the person chose nothing. */
  'report.save': {
    input: reportRequestSchema.extend({ format: reportFormatSchema }),
    output: z.object({ file: z.string() }).nullable(),
  },
  /** Ends a `trace.save`, `samples.save` or `report.save` that is under way; nothing is written. */
  'file.cancel': { input: z.object({ of: writtenKindSchema }), output: nothing },
  'export.connection': { input: z.object({}), output: connectionSchema },
  /**
   * Opens a window of its own for a password or a URL. `target`: whose password it is, unless a URL says so; null while the
   * form is not filled in. Null when the person gave none.
   */
  'export.askSecret': {
    input: z.object({ target: postgresTargetSchema.nullable() }),
    output: connectionSchema.extend({ remarks: z.array(z.string()) }).nullable(),
  },
  /** For a while `export.undoForget` brings it back. */
  'export.forgetSecret': { input: z.object({}), output: connectionSchema.extend({ undo_seconds: z.number() }) },
  'export.undoForget': { input: z.object({}), output: connectionSchema },
  /** Asks for a certificate; null when the person chose none. */
  'export.chooseFile': { input: z.object({}), output: z.object({ file: z.string() }).nullable() },
  'export.check': { input: checkDraftSchema, output: preflightSchema },
  /** Answers at the end; progress is told by events. */
  'export.push': { input: pushDraftSchema, output: pushResultSchema },
  'export.cancel': { input: z.object({}), output: nothing },
  /** Shows a file that was written by `file.save` or `trace.save` in the system's file manager. */
  'file.show': { input: z.object({ file: z.string() }), output: nothing },
};
export type AppCalls = typeof appCalls;

export const appEventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('live'), live: liveRunSchema }),
  /** Runs came, went or changed. */
  z.object({ event: z.literal('runs_changed') }),
  z.object({
    event: z.literal('progress'),
    of: z.enum(['samples', 'push', 'simulation', 'theory', ...writtenKindSchema.options]),
    done: z.number(),
    total: z.number(),
    doing: z.string().optional(),
  }),
  /** What was asked for in passing, such as a delete, did not come to pass. */
  z.object({ event: z.literal('failed'), error: errorInfoSchema }),
  /** A process of the app died; a fresh one takes its place. */
  z.object({ event: z.literal('process_died'), what: z.enum(['engine', 'reader']), error: errorInfoSchema }),
  /** Documents were opened from the menu. */
  z.object({ event: z.literal('documents_opened'), place: z.string() }),
  z.object({ event: z.literal('navigate'), to: z.enum(mainScreenNames) }),
  /** What the menu offers and the window shows. */
  z.object({ event: z.literal('show'), what: z.enum(['palette', 'keys', 'help', 'first_steps']) }),
  /** The person clicked what told of the end: shows the result. `run`: null when none was kept. */
  z.object({
    event: z.literal('show_result'),
    kind: z.enum(['run', 'compare', 'load', 'push']),
    run: z.uuid().nullable(),
  }),
  z.object({ event: z.literal('recent_changed') }),
  /** By the menu or the window. */
  z.object({ event: z.literal('notices_changed'), notices: z.boolean() }),
  /** By the menu, the palette or a button. */
  z.object({ event: z.literal('diagnostics_copied'), lines: z.int() }),
]);
export type AppEvent = z.infer<typeof appEventSchema>;
