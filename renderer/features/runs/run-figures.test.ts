import { expect, test } from 'vitest';
import type { RunSummary } from '../../../pipeline/contract/run.ts';
import { accuracyOf, canResume, costOf, figuresOf, parseTags, runName, screenOf } from './run-figures.ts';

const summary = (cpu_per_doc: RunSummary['cpu_per_doc'], accuracy: RunSummary['accuracy'] = null): RunSummary => ({
  jobs: { succeeded: 1, failed: 0, unfinished: 0 },
  cpu_per_doc,
  wall_per_doc: 1,
  stages: {},
  cold_jobs: 1,
  temperatures: { cold: { jobs: 1, cpu_seconds: 1 }, warm: { jobs: 0, cpu_seconds: null } },
  unattributed_ratio: 0,
  failed_work: { jobs: 0, cpu_seconds: 0 },
  jobs_missing_fields: 0,
  accuracy,
});

test('the cost of a run is the weighted one, else that of the path it measured', () => {
  expect(costOf(summary({ fast: 2, standard: 1, weighted: 1.7 }))).toEqual({ cpuSeconds: 1.7, of: 'weighted' });
  expect(costOf(summary({ fast: null, standard: 1, weighted: null }))).toEqual({ cpuSeconds: 1, of: 'standard' });
  expect(costOf(summary({ fast: null, standard: null, weighted: null }))).toBeNull();
  expect(costOf(null)).toBeNull();
});

test('an accuracy of a form that is not known is none', () => {
  expect(accuracyOf(summary({ fast: 1, standard: null, weighted: null }, { cer: 'low' }))).toBeNull();
});

test('a run without a name goes by its id', () => {
  expect(runName({ name: '', id: '1177c19f-eb81-427d-84da-f7123b38fe83' })).toBe('Run 1177c19f');
});

test('only what stopped half-way can be resumed', () => {
  const states = ['running', 'completed', 'failed', 'cancelled', 'interrupted'] as const;
  expect(states.filter((state) => canResume({ state, summary: null }))).toEqual(['cancelled', 'interrupted']);
  const done = summary({ fast: 1, standard: null, weighted: null });
  const left = { ...done, jobs: { ...done.jobs, unfinished: 1 } };
  expect(states.filter((state) => canResume({ state, summary: left }))).toEqual(['cancelled', 'interrupted']);
  expect(states.filter((state) => canResume({ state, summary: done }))).toEqual(['interrupted']);
});

test('tags are typed with commas; blanks and doubles go', () => {
  expect(parseTags(' a, b c,,a , ')).toEqual(['a', 'b c']);
});

test('a comparison opens as one and shows no means over its sides', () => {
  const mixed = { id: 'c', kind: 'compare', summary: summary({ fast: 2, standard: 1, weighted: 1.7 }) } as const;
  expect(figuresOf(mixed)).toBeNull();
  expect(screenOf(mixed)).toEqual({ screen: 'comparison', of: { run: 'c' }, tab: null });
  const single = { ...mixed, kind: 'run' } as const;
  expect(figuresOf(single)).toBe(single.summary);
  expect(screenOf(single)).toEqual({ screen: 'run-detail', run: 'c', tab: 'summary' });
});
