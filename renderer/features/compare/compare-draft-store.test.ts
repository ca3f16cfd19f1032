import { expect, test } from 'vitest';
import { BenchError } from '../../../pipeline/contract/errors.ts';
import { defaultSettings } from '../../../pipeline/contract/settings.ts';
import { LiveRunStore } from '../../app/live-run-store.ts';
import type { ask } from '../../ui/bridge.ts';
import { type DocumentsDraft, emptyDraft } from '../run/run-draft.ts';
import { compareReadiness, planOf, planProblems, proposedName, sideTextsOf } from './compare-draft.ts';
import { CompareDraftStore } from './compare-draft-store.ts';

const chosen: DocumentsDraft = {
  ...emptyDraft,
  source: { kind: 'place', place: '/scans' },
  look: { state: 'here', found: { documents: 12, bytes: 1000, left_out: 0, first: ['a.jpg'] } },
};

function draftWith(start: () => unknown = () => null, documents = chosen) {
  const asked: [string, unknown][] = [];
  const fake = async (name: string, input: unknown) => {
    asked.push([name, input]);
    return name === 'compare.start' ? await start() : null;
  };
  const store = new CompareDraftStore(fake as typeof ask, new LiveRunStore(), () => documents);
  return { store, asked };
}

const settingsOn = (store: CompareDraftStore) => planOf(store.get())?.sides.map(({ settings }) => settings);

test('a preset is compared as it stands, over what all sides share', async () => {
  const { store, asked } = draftWith();
  store.setShared('workers', '2');
  store.choosePreset('skip-enhancement');
  await store.start();
  const shared = { ...defaultSettings, workers: 2 };
  expect(asked[0]).toEqual([
    'compare.start',
    {
      name: 'Skip enhancement on good scans (GUARD-001)',
      documents: '/scans',
      selection: 'all',
      count: null,
      plan: {
        ...{ seed: 1, blocks: 3, metric: 'cpu', materiality: 0.02, preset: 'skip-enhancement' },
        sides: [
          { name: 'a', settings: { ...shared, 'enhancement.skip': 'never' } },
          { name: 'b', settings: { ...shared, 'enhancement.skip': 'auto' } },
        ],
      },
    },
  ]);
});

test('without documents there is nothing to compare, and a sentence says so', async () => {
  const { store, asked } = draftWith(() => null, emptyDraft);
  expect(compareReadiness(store.get(), emptyDraft)).toEqual({ kind: 'not-yet', reasons: ['Choose documents first.'] });
  await store.start();
  expect(asked).toEqual([]);
});

test('sides of one’s own begin as those looked at last, and stay when another way is looked at', () => {
  const { store } = draftWith();
  store.choosePreset('threads');
  store.chooseWay('own');
  expect(sideTextsOf(store.get())).toEqual([{ 'ocr.threads': '4' }, { 'ocr.threads': '2' }]);
  store.setOnSide(1, 'batch.size', '8');
  store.choosePreset('batch');
  store.chooseWay('own');
  expect(sideTextsOf(store.get())).toEqual([{ 'ocr.threads': '4' }, { 'ocr.threads': '2', 'batch.size': '8' }]);
  expect(planOf(store.get())).toMatchObject({ preset: null, sides: [{ name: 'a' }, { name: 'b' }] });
  expect(proposedName(store.get())).toBe('ocr.threads=4, batch.size=0 vs ocr.threads=2, batch.size=8');
});

test('there are two to four sides', () => {
  const { store } = draftWith();
  store.chooseWay('own');
  for (let more = 0; more < 4; more++) store.addSide();
  expect(store.get().own).toHaveLength(4);
  for (let fewer = 0; fewer < 4; fewer++) store.removeSide(3);
  expect(store.get().own).toHaveLength(3);
  for (let fewer = 0; fewer < 4; fewer++) store.removeSide(0);
  expect(store.get().own).toHaveLength(2);
});

test('a side that was removed comes back to its place, as long as there is room', () => {
  const { store } = draftWith();
  store.choosePreset('threads');
  store.chooseWay('own');
  store.addSide();
  const before = store.get().own;
  const undo = store.removeSide(1);
  undo();
  expect(store.get().own).toEqual(before);
  const late = store.removeSide(0);
  for (let more = 0; more < 4; more++) store.addSide();
  late();
  expect(store.get().own).toHaveLength(4);
});

test('shared settings that were reset come back as they were typed', () => {
  const { store } = draftWith();
  store.setShared('ocr.threads', '3');
  const undo = store.resetAllShared();
  expect(store.get().shared).toEqual({});
  undo();
  expect(store.get().shared).toEqual({ 'ocr.threads': '3' });
});

test('a setting that is taken from a side is the shared one again', () => {
  const { store } = draftWith();
  store.setShared('ocr.threads', '3');
  store.chooseWay('own');
  store.removeFromSide(0, 'ocr.threads');
  expect(settingsOn(store)?.map((side) => side['ocr.threads'])).toEqual([3, 2]);
});

test('sides that nothing tells apart are no comparison, unless that is what was asked for', () => {
  const { store } = draftWith();
  store.chooseWay('own');
  store.setOnSide(1, 'ocr.threads', '4.0');
  expect(planOf(store.get())).toBeNull();
  expect(planProblems(store.get())).toEqual(['Sides a and b have the same settings: change one of them, or choose “A/A”.']);
  store.chooseWay('same');
  expect(settingsOn(store)).toEqual([defaultSettings, defaultSettings]);
  expect(proposedName(store.get())).toBe('A/A');
});

test('each value of a sweep is a side, and another setting brings values of its own', () => {
  const { store } = draftWith();
  store.chooseWay('sweep');
  store.removeSweepValue(3);
  store.setSweepValue(2, '6');
  expect(settingsOn(store)?.map((side) => side['ocr.threads'])).toEqual([1, 2, 6]);
  expect(proposedName(store.get())).toBe('OCR threads 1, 2, 6');
  store.sweepOver('ocr.pageSegmentation');
  expect(settingsOn(store)?.map((side) => side['ocr.pageSegmentation'])).toEqual(['auto', 'column', 'block', 'sparse']);
  store.sweepOver('job.timeout');
  expect(planProblems(store.get())[0]).toBe('Correct 2 settings first: Job timeout of side a, Job timeout of side b.');
});

test('a sweep over the OCR model begins with models that the engine knows', () => {
  const { store } = draftWith();
  store.chooseWay('sweep');
  store.sweepOver('ocr.model');
  expect(store.get().sweep.values).toEqual(['best_int', 'standard']);
  store.setShared('ocr.engine', 'tesseract');
  store.sweepOver('ocr.model');
  expect(store.get().sweep.values).toEqual(['system', 'best_int']);
  store.setShared('ocr.engine', 'paddle');
  store.sweepOver('ocr.model');
  expect(store.get().sweep.values).toEqual(['mobile', '']);
});

test('a value of a sweep and a setting of a side come back where they were', () => {
  const { store } = draftWith();
  store.chooseWay('sweep');
  const undoValue = store.removeSweepValue(1);
  expect(store.get().sweep.values).toEqual(['1', '4', '8']);
  undoValue();
  expect(store.get().sweep.values).toEqual(['1', '2', '4', '8']);
  const undoLate = store.removeSweepValue(0);
  store.sweepOver('workers');
  undoLate();
  expect(store.get().sweep).toEqual({ key: 'workers', values: ['1', '2', '4'] });

  store.chooseWay('own');
  store.setOnSide(1, 'ocr.threads', '4');
  store.removeFromSide(1, 'ocr.threads')();
  expect(store.get().own[1]?.['ocr.threads']).toBe('4');
});

test('what is refused is named before the start, and nothing is started', async () => {
  const { store, asked } = draftWith();
  store.chooseWay('own');
  store.setOnSide(1, 'ocr.threads', '100');
  store.setShared('workers', '0');
  store.set({ blocks: '0', materiality: '0', seed: '1.5' });
  expect(planProblems(store.get())).toEqual([
    'Correct 2 settings first: Workers, OCR threads of side b.',
    'Give a whole number of blocks from 1 to 100.',
    'Give the smallest change that matters in percent, above 0 and below 100.',
    'Give a whole number from 0 on as the seed.',
  ]);
  await store.start();
  expect(asked).toEqual([]);
});

test('a comparison that is refused is told, and what was typed is still there', async () => {
  const refusal = new BenchError('ocr.engine_missing', { engine: 'tesseract', reason: 'not found', remedy: 'install it' });
  const { store } = draftWith(() => Promise.reject(refusal));
  store.set({ name: 'mine', blocks: '5' });
  await store.start();
  expect(store.get()).toMatchObject({
    ...{ name: 'mine', blocks: '5', isStarting: false },
    problem: { code: 'ocr.engine_missing', message: expect.stringContaining('tesseract') },
  });
});

test('after the start the name is free for the next comparison, and the plan stays', async () => {
  const { store, asked } = draftWith();
  store.set({ name: ' mine ', blocks: '5' });
  await store.start();
  expect(asked[0]?.[1]).toMatchObject({ name: 'mine', plan: { blocks: 5 } });
  expect(store.get()).toMatchObject({ name: '', blocks: '5' });
});
