/**
 * Works on what is left to do of a kept run: a new one, or one that is resumed.
 */
import type { RunOutcome } from '../contract/engine-messages.ts';
import type { Environment } from '../contract/environment.ts';
import type { Warning } from '../contract/warnings.ts';
import { executeRun } from './execute-run.ts';
import { goesOf } from './goes.ts';
import { startClock } from './run-clock.ts';
import type { EngineContext } from './run-progress.ts';

export interface Work {
  readonly context: EngineContext;
  readonly id: string;
  readonly environment: Environment;
  readonly warnings: readonly Warning[];
  readonly emitContract: boolean;
  readonly signal: AbortSignal;
}

export function workOn({ context, id, environment, warnings, emitContract, signal }: Work): Promise<RunOutcome> {
  const { store, emit } = context;
  const run = store.readRun(id);
  const jobs = store.unfinishedJobs(id);
  const documents = new Map(store.documentsOf(id).map((document) => [document.id, document]));
  const counts = store.countJobs(id);
  const finished = counts.succeeded + counts.failed;
  emit({ event: 'run_started', run_id: id, jobs: finished + jobs.length, finished });
  return executeRun(
    context,
    {
      id,
      kind: run.kind,
      clock: startClock(run.anchor_utc),
      goes: goesOf(run, jobs, ({ document_id }) => documents.get(document_id ?? -1)?.root ?? '.'),
      environment,
      resultRoot: run.output_folder ?? '.',
      jobs,
      documents,
      warnings,
      emitContract,
    },
    signal,
  );
}
