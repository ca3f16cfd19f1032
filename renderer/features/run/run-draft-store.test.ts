import { expect, test } from 'vitest';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import type { LiveRun } from '../../../pipeline/contract/live-run.ts';
import { defaultSettings } from '../../../pipeline/contract/settings.ts';
import { LiveRunStore } from '../../app/live-run-store.ts';
import type { ask } from '../../ui/bridge.ts';
import { canUseSamples, countProblem, emptyDraft, readinessOf } from './run-draft.ts';
import { RunDraftStore } from './run-draft-store.ts';

type Replies = Record<string, (input: never) => unknown>;

const found = { documents: 12, bytes: 1000, left_out: 0, first: ['a.jpg'] };

function draftWith(replies: Replies = {}) {
  const asked: [string, unknown][] = [];
  const all: Replies = {
    'documents.look': () => found,
    'samples.make': () => ({ place: '/samples' }),
    'run.live': () => null,
    ...replies,
  };
  const fake = async (name: string, input: unknown) => {
    asked.push([name, input]);
    return (await all[name]?.(input as never)) ?? null;
  };
  const live = new LiveRunStore();
  return { store: new RunDraftStore(fake as typeof ask, live), asked, live };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test('documents opened from the menu are chosen, whatever screen is shown', async () => {
  const { store } = draftWith();
  store.hear({ event: 'documents_opened', place: '/scans' });
  await settle();
  expect(store.get().source).toEqual({ kind: 'place', place: '/scans' });
  expect(readinessOf(store.get())).toEqual({
    kind: 'ready',
    run: { name: '', documents: '/scans', selection: 'all', count: null, settings: defaultSettings },
    documents: 12,
  });
});

test('without documents there is nothing to run, and a sentence says so', () => {
  expect(readinessOf(draftWith().store.get())).toEqual({ kind: 'not-yet', reasons: ['Choose documents first.'] });
});

test('refused settings and counts are named before the run', async () => {
  const { store, asked } = draftWith();
  store.choosePlace('/scans');
  await settle();
  store.setSetting('workers', '0');
  store.setCount('0');
  const readiness = readinessOf(store.get());
  expect(readiness.kind === 'not-yet' && readiness.reasons).toEqual([
    'Give a whole number of documents from 1 to 100,000.',
    'Correct 1 setting first: Workers.',
  ]);
  await store.start();
  expect(asked.some(([name]) => name === 'run.start')).toBe(false);
});

test('counts', () => {
  expect(countProblem(null)).toBeNull();
  expect(countProblem('30')).toBeNull();
  for (const bad of ['', '0', '1.5', '100001', 'x']) expect(countProblem(bad)).not.toBeNull();
});

test('an answer about a folder that is no longer chosen is dropped', async () => {
  const answers: ((value: unknown) => void)[] = [];
  const { store } = draftWith({ 'documents.look': () => new Promise((resolve) => answers.push(resolve)) });
  store.choosePlace('/slow');
  store.choosePlace('/fast');
  answers[1]!({ ...found, documents: 2 });
  answers[0]!(found);
  await settle();
  expect(store.get().look).toEqual({ state: 'here', found: { ...found, documents: 2 } });
});

test('a folder without documents is told and cannot be run', async () => {
  const { store } = draftWith({
    'documents.look': () => Promise.reject(new BenchError('input.no_documents', { folder: '/empty' })),
  });
  store.choosePlace('/empty');
  await settle();
  expect(store.get().look).toMatchObject({ state: 'failed', error: { code: 'input.no_documents' } });
  expect(readinessOf(store.get()).kind).toBe('not-yet');
});

test('samples are drawn once, with progress, and ten of them are proposed', async () => {
  let finish: (value: unknown) => void = () => undefined;
  const { store, asked } = draftWith({ 'samples.make': () => new Promise((resolve) => (finish = resolve)) });
  const drawing = store.chooseSamples('fast');
  store.hear({ event: 'progress', of: 'samples', done: 3, total: 75 });
  expect(store.get().samples).toEqual({ state: 'drawing', done: 3, total: 75 });
  finish({ place: '/samples' });
  await drawing;
  await store.chooseSamples('standard');
  await settle();
  expect(asked.filter(([name]) => name === 'samples.make')).toHaveLength(1);
  expect(readinessOf(store.get())).toMatchObject({
    kind: 'ready',
    documents: 10,
    run: { documents: '/samples', selection: 'standard', count: 10 },
  });
});

test('cancelling the drawing leaves nothing chosen and no error', async () => {
  let fail: (reason: unknown) => void = () => undefined;
  const { store, asked } = draftWith({
    'samples.make': () => new Promise((_, reject) => (fail = reject)),
    'samples.cancel': () => fail(new BenchError('call.cancelled')),
  });
  const drawing = store.chooseSamples('mixed');
  store.cancelDrawing();
  await drawing;
  expect(asked.map(([name]) => name)).toContain('samples.cancel');
  expect(store.get()).toMatchObject({ source: { kind: 'none' }, samples: { state: 'unknown' }, problem: null });
});

test('the baseline is ten mixed samples with the defaults, and leaves the settings as they were', async () => {
  const { store, asked } = draftWith();
  store.setSetting('workers', '4');
  await store.measureBaseline();
  expect(asked).toContainEqual([
    'run.start',
    { name: 'baseline', documents: '/samples', selection: 'mixed', count: 10, settings: defaultSettings },
  ]);
  expect(store.get().settings).toEqual({ workers: '4' });
});

test('the baseline leaves the documents that were chosen, and how many of them, for the next run', async () => {
  const { store } = draftWith({ 'documents.look': () => ({ ...found, documents: 40 }) });
  store.choosePlace('/scans');
  store.setCount('30');
  await settle();
  await store.measureBaseline();
  await settle();
  expect(store.get()).toMatchObject({
    source: { kind: 'place', place: '/scans' },
    count: '30',
    look: { state: 'here', found: { documents: 40 } },
  });
});

test('a baseline whose samples are not drawn to the end gives the choice back', async () => {
  let fail: (reason: unknown) => void = () => undefined;
  const { store } = draftWith({
    'samples.make': () => new Promise((_, reject) => (fail = reject)),
    'samples.cancel': () => fail(new BenchError('call.cancelled')),
  });
  store.choosePlace('/scans');
  await settle();
  const baseline = store.measureBaseline();
  store.cancelDrawing();
  await baseline;
  expect(store.get()).toMatchObject({ source: { kind: 'place', place: '/scans' }, problem: null });
});

test('the baseline puts the last result aside, so that its samples are seen being drawn', async () => {
  const { store, live } = draftWith();
  live.hear({ phase: 'ended', run_id: null, elapsed_seconds: 1, name: '' } as LiveRun);
  const baseline = store.measureBaseline();
  expect(live.isAside()).toBe(true);
  await baseline;
});

test('samples that are not there are not drawn while something is measured', () => {
  expect(canUseSamples(emptyDraft, false)).toBe(true);
  expect(canUseSamples(emptyDraft, true)).toBe(false);
  expect(canUseSamples({ ...emptyDraft, samples: { state: 'here', place: '/samples' } }, true)).toBe(true);
});

test('documents chosen while the baseline waits for its samples stop the baseline', async () => {
  let fail: (reason: unknown) => void = () => undefined;
  const { store, asked } = draftWith({
    'samples.make': () => new Promise((_, reject) => (fail = reject)),
    'samples.cancel': () => fail(new BenchError('call.cancelled')),
  });
  const baseline = store.measureBaseline();
  store.choosePlace('/scans');
  await baseline;
  expect(store.get().source).toEqual({ kind: 'place', place: '/scans' });
  expect(asked.some(([name]) => name === 'run.start')).toBe(false);
});

test('a run that is refused is told, and can be tried again', async () => {
  const { store } = draftWith({ 'run.start': () => Promise.reject(new BenchError('run.busy')) });
  store.choosePlace('/scans');
  store.setName('first');
  await settle();
  await store.start();
  expect(store.get()).toMatchObject({ isStarting: false, name: 'first', problem: { code: 'run.busy' } });
});

test('a changed setting goes back to its default, and all of them come back when that is undone', () => {
  const { store } = draftWith();
  store.setSetting('workers', '4');
  store.setSetting('preOcr', 'true');
  store.resetSetting('workers');
  expect(store.get().settings).toEqual({ preOcr: 'true' });
  const undo = store.resetSettings();
  expect(store.get().settings).toEqual({});
  undo();
  expect(store.get().settings).toEqual({ preOcr: 'true' });
});

test('a refused drop leaves what was chosen and says why', async () => {
  const { store } = draftWith();
  store.choosePlace('/scans');
  store.chooseDropped({ kind: 'refuse', reason: 'Two folders.' });
  expect(store.get()).toMatchObject({ source: { place: '/scans' }, remark: { tone: 'warn', text: 'Two folders.' } });
});

test('after the start the name is free for the next run, and documents and settings stay', async () => {
  const { store, asked } = draftWith();
  store.choosePlace('/scans');
  store.setName(' two workers ');
  store.setSetting('workers', '2');
  await settle();
  await store.start();
  expect(asked).toContainEqual([
    'run.start',
    expect.objectContaining({ name: 'two workers', settings: { ...defaultSettings, workers: 2 } }),
  ]);
  expect(store.get()).toMatchObject({ name: '', source: { place: '/scans' }, settings: { workers: '2' } });
});
