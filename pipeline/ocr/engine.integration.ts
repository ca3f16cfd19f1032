/**
 * What holds for every engine that is Tesseract, whichever way it runs.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { modelsOf } from '../contract/ocr-models.ts';
import { defaultSettings, type Settings } from '../contract/settings.ts';
import type { GreyImage, StageMeasure } from '../contract/stage-context.ts';
import { drawPage } from '../stages/image/test-page.ts';
import { type EngineName, findEngine, type OcrEngine, openEngine } from './engine.ts';

const measure: StageMeasure = { part: async (_name, work) => work(), chargeChild: () => undefined };

const settingsFor = (engine: EngineName, more: Partial<Settings> = {}): Settings => ({
  ...defaultSettings,
  'ocr.engine': engine,
  ...more,
});

const isHere = async (engine: EngineName): Promise<boolean> =>
  findEngine(settingsFor(engine)).then(
    () => true,
    () => false,
  );
const engines: EngineName[] = ['tesseract.js'];
if (await isHere('tesseract')) engines.push('tesseract');

describe.each(engines)('%s', (name) => {
  const opened: OcrEngine[] = [];
  const open = async (more: Partial<Settings> = {}): Promise<OcrEngine> => {
    const engine = await openEngine(settingsFor(name, more), measure);
    opened.push(engine);
    return engine;
  };

  afterAll(() => Promise.all(opened.map((engine) => engine.close())));

  test('is found with the versions that it opens with', async () => {
    const found = await findEngine(settingsFor(name));
    const { versions } = await open();
    expect(versions).toEqual(found.versions);
    expect(versions).toHaveProperty([`model ${found.model}`], expect.stringMatching(/^[0-9a-f]{12}$/));
    expect(modelsOf(name)).toContain(found.model);
    expect(found.detail).toMatch(/^\d+\.\d MB, .*eng\.traineddata/);
  });

  test('names the models it knows when it is asked for another', async () => {
    const known = `auto, ${modelsOf(name).join(', ')}`;
    const unheardOf = { 'ocr.model': 'unheard-of' };
    for (const ask of [() => findEngine(settingsFor(name, unheardOf)), () => open(unheardOf)]) {
      await expect(ask()).rejects.toMatchObject({
        code: 'ocr.model_unknown',
        details: { engine: name, model: 'unheard-of', models: known, file: 'eng.traineddata or eng.traineddata.gz' },
      });
    }
  });

  test('names a folder that is not there', async () => {
    await expect(findEngine(settingsFor(name, { 'ocr.model': '/nowhere/at/all' }))).rejects.toMatchObject({
      code: 'ocr.model_missing',
      details: { model: '/nowhere/at/all', folder: '/nowhere/at/all' },
    });
  });

  test.each([1, 2])('reads no word on a blank page, with %d threads', async (threads) => {
    const blank: GreyImage = { data: new Uint8Array(400 * 300).fill(255), width: 400, height: 300 };
    expect(await (await open({ 'ocr.threads': threads })).recognise(blank, measure, 'column')).toEqual({ words: [] });
  });

  test.each(['auto', 'column', 'block', 'sparse'] as const)('gives words in boxes on the page, cut as %s', async (mode) => {
    const page = await drawPage();
    for (const threads of [1, 2]) {
      const { words } = await (await open({ 'ocr.threads': threads })).recognise(page, measure, mode);
      expect(words.length).toBeGreaterThan(20);
      for (const { text, confidence, box, line } of words) {
        expect(text).toMatch(/^\S+$/);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(line).toBeGreaterThanOrEqual(0);
        expect(box.x0).toBeLessThan(box.x1);
        expect(box.y0).toBeLessThan(box.y1);
        expect([box.x0 >= 0, box.y0 >= 0, box.x1 <= page.width, box.y1 <= page.height]).toEqual([true, true, true, true]);
      }
    }
  });
});
