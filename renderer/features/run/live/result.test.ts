import { expect, test } from 'vitest';
import type { LiveRun } from '../../../../pipeline/contract/live-run.ts';
import type { RunState, RunSummary } from '../../../../pipeline/contract/run.ts';
import { canBeResumed, endSentence, resultFigures, titleOf } from './result.ts';

const run_id = '29d6415c-5c0d-4a55-9f59-6e2f1f1c3b7e';

const summary: RunSummary = {
  jobs: { succeeded: 6, failed: 1, unfinished: 3 },
  cpu_per_doc: { fast: 1.5, standard: 2.5, weighted: 1.8 },
  wall_per_doc: 2,
  stages: {},
  cold_jobs: 1,
  temperatures: { cold: { jobs: 1, cpu_seconds: 2.6 }, warm: { jobs: 5, cpu_seconds: 1.6 } },
  unattributed_ratio: 0.0008,
  failed_work: { jobs: 1, cpu_seconds: 0.1 },
  jobs_missing_fields: 0,
  accuracy: null,
};

const ended = (state: RunState | null, changes: Partial<LiveRun> = {}): LiveRun => ({
  phase: 'ended',
  run_id,
  name: '',
  kind: 'run',
  pass: null,
  prepared: { done: 10, total: 10 },
  jobs: { total: 10, finished_before: 4, succeeded: 2, failed: 1 },
  workers: [],
  stages: {},
  cpu_seconds: 6,
  wall_seconds: 9,
  elapsed_seconds: 65,
  remaining_seconds: 0,
  signals: [],
  recent: [],
  failures: [],
  outcome: state === null ? null : { run_id, state, summary, warnings: [] },
  error: null,
  ...changes,
});

const engineDied = { code: 'engine.died' as const, message: 'The engine process ended.', details: {} };

test('what was left unfinished can be resumed, also when the engine was lost', () => {
  expect(canBeResumed(ended('cancelled'))).toBe(true);
  expect(canBeResumed(ended('interrupted'))).toBe(true);
  expect(canBeResumed(ended(null, { error: engineDied }))).toBe(true);
  expect(canBeResumed(ended('completed'))).toBe(false);
  expect(canBeResumed(ended(null, { error: engineDied, run_id: null }))).toBe(false);
});

test('the sentence counts what was measured before the run was resumed', () => {
  expect(endSentence(ended('cancelled'))).toEqual({
    tone: 'plain',
    text: 'Cancelled after 1 min 05 s: 6 documents measured, 1 failed; 3 not yet done. Resume does the rest and measures nothing twice.',
  });
  expect(endSentence(ended(null, { error: engineDied })).text).toContain('6 documents measured, 1 failed; 3 not yet done');
});

test('a completed run with failures is not good news', () => {
  expect(endSentence(ended('completed')).tone).toBe('warn');
  const clean = { ...summary, jobs: { succeeded: 10, failed: 0, unfinished: 0 } };
  const live = ended('completed', { outcome: { run_id, state: 'completed', summary: clean, warnings: [] } });
  expect(endSentence(live)).toEqual({ tone: 'good', text: 'Completed after 1 min 05 s: 10 documents measured, 0 failed.' });
});

test('figures: weighted where both paths were measured, else the path that was', () => {
  expect(resultFigures(ended('completed'))[0]).toEqual({
    name: 'CPU per document',
    value: '1.80 s',
    hint: 'weighted 70/30: fast 1.50, standard 2.50',
  });
  const onePath = { ...summary, cpu_per_doc: { fast: null, standard: 2.5, weighted: null } };
  const live = ended('completed', { outcome: { run_id, state: 'completed', summary: onePath, warnings: [] } });
  expect(resultFigures(live)[0]).toEqual({ name: 'CPU per document', value: '2.50 s', hint: 'all on the standard path' });
});

test('a run without a name is called by its id', () => {
  expect(titleOf('two workers', run_id)).toBe('two workers');
  expect(titleOf('', run_id)).toBe('Run 29d6415c');
  expect(titleOf('', null)).toBe('Run');
  expect(titleOf('', run_id, 'compare')).toBe('Comparison 29d6415c');
});
