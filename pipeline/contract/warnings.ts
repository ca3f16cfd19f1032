/**
 * What makes a run's numbers less certain: one stable code and one sentence each, as for errors. A warning never stops a run.
 */
import { z } from 'zod';
import { type ErrorDetails, errorDetailsSchema, fillSentence } from './errors.ts';

const sentences = {
  'noise.steal':
    'The hypervisor took {percent} % of the CPU time during the run; wall seconds are too long, repeat on a quieter machine.',
  'noise.other_processes': 'Other programs used {percent} % of the machine during the run; close them and repeat.',
  'noise.unstable_clock': 'The same fixed work took between {low} and {high} ms before the run; the machine is not steady.',
  'noise.machine_moved':
    'The same fixed work took {percent} % {direction} CPU after the run than before it; the machine changed meanwhile.',
  'noise.governor': 'The CPU frequency governor is {governor}; `performance` measures steadier.',
  'measure.threads_busy':
    'In {count} {count|stage|stages} other threads were still busy when the stage ended; their CPU may stand in the next stage.',
  'measure.ledger_gap':
    'The operating system accounts {percent} % {direction} CPU to the workers than the stages and the remainder add up to.',
  'sample.small': 'Only {count} warm {count|document was|documents were} measured; a mean over fewer than {least} says little.',
  'sample.path_missing': 'No document was measured on the {path} path, so there is no weighted CPU per document.',
  'sample.more_workers_than_cores':
    '{workers} workers share {cores} {cores|core|cores}; wall seconds include waiting for a core.',
  'load.rows_not_written':
    '{count} {count|row was|rows were} not written to the database while the load test ran ({reason}); push the run to add {count|it|them}.',
  'load.no_answer':
    '{count} {count|upload|uploads} got no answer from the gateway ({reasons}); {count|it counts|they count} as failed.',
  'environment.changed': 'The run was resumed in another environment ({what}); it mixes two measurements.',
  'compare.resumed': 'The comparison was stopped and resumed; the pair it was stopped in was not measured in one go.',
  'load.webhooks_given_up':
    '{count} {count|webhook was|webhooks were} not taken; the jobs themselves are kept, `rbench show` lists them.',
  'load.resumed': 'The load test was stopped and resumed; latencies of documents that waited meanwhile hold the pause.',
  'documents.left_out':
    '{count} {count|file in the folder is not a document and was|files in the folder are not documents and were} left out ({first}).',
  'documents.bad_truth':
    'The truth of {count} {count|document|documents} could not be read, or not all of it ({first}); {count|it|they} ran without that.',
} as const;

export type WarningCode = keyof typeof sentences;
const warningCodes = Object.keys(sentences) as [WarningCode, ...WarningCode[]];

export const warningSchema = z.object({ code: z.enum(warningCodes), message: z.string(), details: errorDetailsSchema });
export type Warning = z.infer<typeof warningSchema>;

export const warning = (code: WarningCode, details: ErrorDetails): Warning => ({
  code,
  message: fillSentence(sentences[code], details),
  details,
});
