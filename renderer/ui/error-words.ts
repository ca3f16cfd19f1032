/**
 * Errors as the window tells them: the contract's sentence, or, where that names an option of the command line for what the window
 * has a way of its own, a sentence that names this way, and where it has none, the whole command; and the screen on which the next
 * step is done. Pure.
 */
import { type ErrorCode, type ErrorDetails, fillSentence } from '../../pipeline/contract/errors.ts';
import type { Route } from './route.ts';

/** Places are those of the contract's sentence of the same code. */
export const windowSentences: Readonly<Partial<Record<ErrorCode, string>>> = {
  'storage.denied': '{folder} cannot be written ({reason}); change its rights or choose another place.',
  'worker.start_failed': 'A worker process could not start ({reason}); the Environment screen says what is missing.',
  'engine.start_failed': 'The engine process could not start ({reason}); the Environment screen says what is missing.',
  'engine.died': 'The engine process ended ({reason}); finished jobs are safe: resume the run to do the rest.',
  'store.full': 'The disk that holds the database {file} is full; free some space, then resume the run.',
  'run.not_found': 'There is no run {run}; it was deleted, or is in another database.',
  'compare.sides': 'A comparison needs two to four sides, and {count} {count|was|were} given; add or remove some.',
  'capacity.side_needed': 'Run {run} is a comparison; choose one of its sides ({sides}) above.',
  'capacity.no_side': 'Run {run} has no side {side}; choose one that it has.',
  'postgres.no_target': 'No Postgres server is named; fill in host, database and user.',
  'postgres.plaintext':
    'The server at {where} speaks no TLS; turn it on there, or choose “disable” under TLS where nobody can listen on the line.',
  'postgres.tls_untrusted':
    'The certificate of {where} is signed by nobody who is trusted here ({reason}); choose the file of its authority under CA certificate.',
  'postgres.tls_wrong_host':
    'The certificate of {where} is for another name ({reason}); connect by a name that it holds, or choose verify-ca under TLS.',
  'postgres.no_schema': 'There is no schema {schema}; check its name, or give another under Schema.',
  'postgres.no_table':
    'There is no table {table}; tick “Create tables that are missing”, or create it with resources/sql/cpu_metrics.postgres.sql.',
  'postgres.jobs_required':
    'The table {table} needs a value for {columns} in each new row; give it under “Fill a column of jobs”, or insert the jobs there first.',
  'postgres.jobs_no_column':
    'The table {table} has no column {column} that can be given a value; change it under “Fill a column of jobs”.',
  'postgres.job_value':
    'The column {column} of {table} does not take {value} ({reason}); change it under “Fill a column of jobs”.',
  'postgres.jobs_absent':
    'Jobs are missing from {table}, {count} in the first batch that lacks any; insert them there first, or tick “Insert jobs that are missing”.',
  'postgres.timeout':
    '{where} took too long ({reason}); push again. If it stays so, push from the command line with more time: `rbench export postgres --statement-timeout SECONDS`.',
  'postgres.rows_missing':
    '{count} {count|row|rows} of run {run} {count|is|are} not in {table} though its ledger has {count|it|them}, so somebody deleted {count|it|them}. From the command line, `rbench export postgres --run {run} --ignore-ledger` brings {count|it|them} back.',
  'postgres.rows_differ':
    '{count} {count|row|rows} of run {run} {count|stands|stand} in {table} with other values ({first}); {count|it was left as it is: delete it|they were left as they are: delete them} there, then push from the command line: `rbench export postgres --run {run} --ignore-ledger`.',
  'load.generator_died': 'The load generator ended ({reason}); what was accepted is kept: resume it, or begin the test again.',
  'simulate.threads_unmeasured':
    'Run {run} was measured with {measured} {measured|thread|threads}, and what a document takes with {wanted} is not known; measure it first with OCR threads at {wanted}.',
  'load.not_a_load': 'Run {run} is no load test; the list of runs tells the kind of each.',
  'settings.unknown_key': 'There is no setting {key}; the Run screen has them all.',
};

export interface TellableError {
  readonly code: string;
  readonly message: string;
  readonly details?: ErrorDetails;
}

/** A kept error may have a code that this version no longer knows. */
const isKnown = (code: string): code is ErrorCode => code in windowSentences;

export function sentenceOf({ code, message, details }: TellableError): string {
  const own = isKnown(code) ? windowSentences[code] : undefined;
  if (own === undefined || details === undefined) return message;
  const filled = fillSentence(own, details);
  // Without all its details the sentence would have holes; the contract's own was filled where they were known.
  return /\{\w+[|}]/.test(filled) ? message : filled;
}

export interface NextStep {
  readonly label: string;
  readonly to: Route;
}

const allRuns: NextStep = { label: 'All runs', to: { screen: 'runs' } };
const environment: NextStep = { label: 'Look at the environment', to: { screen: 'environment' } };
const measure: NextStep = { label: 'Measure documents', to: { screen: 'run' } };
const loadTest: NextStep = { label: 'Set up a load test', to: { screen: 'load', run: null } };

const steps: Readonly<Partial<Record<ErrorCode, NextStep>>> = {
  'worker.start_failed': environment,
  'engine.start_failed': environment,
  'host.unavailable': environment,
  'ocr.engine_missing': environment,
  'ocr.model_missing': environment,
  'ocr.model_unknown': environment,
  'run.not_found': allRuns,
  'run.ambiguous': allRuns,
  'job.not_found': allRuns,
  'run.nothing_to_draw': measure,
  'compare.nothing_measured': measure,
  'compare.no_shared_document': allRuns,
  'compare.not_a_comparison': allRuns,
  'compare.run_twice': allRuns,
  'compare.unequal_sides': allRuns,
  'compare.side_mixed': allRuns,
  'capacity.runs_differ': allRuns,
  'capacity.one_comparison': allRuns,
  'capacity.nothing_measured': measure,
  'simulate.nothing_measured': loadTest,
  'simulate.threads_unmeasured': loadTest,
  'load.not_a_load': allRuns,
  'settings.unknown_key': measure,
};

/** Errors that are about one run, which can be resumed or looked into there. */
const aboutARun: ReadonlySet<string> = new Set<ErrorCode>([
  'engine.died',
  'run.documents_changed',
  'run.nothing_to_resume',
  'compare.is_comparison',
  'storage.full',
  'store.full',
]);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Null where the sentence alone says it, or the step is on the screen where one is already. */
export function nextStepOf({ code, details }: Pick<TellableError, 'code' | 'details'>, here: Route['screen']): NextStep | null {
  const run = details?.run;
  if (aboutARun.has(code)) {
    if (typeof run !== 'string' || !uuid.test(run) || here === 'run-detail') return null;
    return { label: 'Open the run', to: { screen: 'run-detail', run, tab: 'summary' } };
  }
  const step = steps[code as ErrorCode] ?? null;
  return step === null || step.to.screen === here ? null : step;
}
