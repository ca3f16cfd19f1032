/**
 * How a command ends: its exit code, and what it prints when it fails.
 */
import type { BenchError, ErrorCode } from '../contract/errors.ts';

export const exitCodes = { done: 0, failed: 1, wrongUse: 2, adjust: 3, noGo: 4, cannotTell: 5, interrupted: 130 } as const;

const wrongUse: readonly ErrorCode[] = [
  'settings.unknown_key',
  'settings.bad_value',
  'settings.bad_syntax',
  'usage.bad_option',
  'ocr.model_missing',
  'ocr.model_unknown',
  'ocr.engine_missing',
  'compare.too_large',
  'compare.sides',
  'compare.preset_unknown',
  'compare.run_twice',
  'compare.unequal_sides',
  'compare.side_mixed',
  'compare.not_a_comparison',
  'compare.is_comparison',
  'compare.no_shared_document',
  'capacity.bad_input',
  'capacity.side_needed',
  'capacity.no_side',
  'capacity.runs_differ',
  'capacity.one_comparison',
  'capacity.bad_criteria',
  'compare.no_code',
  'baseline.bad_file',
  'baseline.none_pinned',
  'baseline.not_a_run',
  'baseline.unfinished',
  'baseline.documents_differ',
  'load.too_many',
  'load.no_documents',
  'load.port_taken',
  'load.bad_plan',
  'load.plan_documents',
  'load.nothing_planned',
  'load.bad_ca',
  'load.not_a_load',
  'simulate.nothing_measured',
  'simulate.is_comparison',
  'simulate.threads_unmeasured',
  'postgres.bad_url',
  'postgres.no_target',
  'postgres.bad_file',
  'postgres.jobs_no_column',
  'postgres.job_value',
  'run.not_found',
  'run.ambiguous',
];

/** One sentence on stderr, or with `--json` one document on stdout. Returns the exit code. */
export function reportFailure(error: BenchError, json: boolean): number {
  if (json) process.stdout.write(`${JSON.stringify({ error: error.toInfo() }, null, 2)}\n`);
  else process.stderr.write(`rbench: ${error.message} [${error.code}]\n`);
  // An error of ours has said what to do; the stack of a mistake of ours helps whoever mends it.
  if (error.code === 'internal' && error.cause instanceof Error) process.stderr.write(`${error.cause.stack ?? ''}\n`);
  if (error.code === 'run.stopped' || error.code === 'call.cancelled') return exitCodes.interrupted;
  return wrongUse.includes(error.code) ? exitCodes.wrongUse : exitCodes.failed;
}
