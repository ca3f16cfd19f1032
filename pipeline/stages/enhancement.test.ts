import { describe, expect, test } from 'vitest';
import { defaultSettings, type Settings } from '../contract/settings.ts';
import type { GreyImage, StageContext } from '../contract/stage-context.ts';
import type { ProcessingPath } from '../contract/stages.ts';
import { enhance } from './enhancement.ts';
import { measurePage } from './image/measure-page.ts';
import { drawPage } from './image/test-page.ts';
import { scoreOfPages } from './quality-scoring.ts';

function context(skip: Settings['enhancement.skip']): StageContext & { parts: string[] } {
  const parts: string[] = [];
  return {
    parts,
    settings: { ...defaultSettings, 'enhancement.skip': skip },
    part: async (name, work) => {
      parts.push(name);
      return work();
    },
    chargeChild: () => undefined,
  };
}

async function enhanced(pages: GreyImage[], skip: Settings['enhancement.skip'] = 'never', path: ProcessingPath = 'standard') {
  const stage = context(skip);
  const result = await enhance(stage, pages, scoreOfPages(pages, null), path);
  return { ...result, parts: stage.parts };
}

const skewed = () => drawPage({ degrees: 3 });

describe('skipping', () => {
  test.each<[Settings['enhancement.skip'], ProcessingPath, boolean]>([
    ['auto', 'fast', true],
    ['auto', 'standard', false],
    ['always', 'standard', true],
    ['never', 'fast', false],
  ])('%s on the %s path: %s', async (skip, path, skipped) => {
    const page = await skewed();
    const result = await enhanced([page], skip, path);
    expect(result.skipped).toBe(skipped);
    expect(result.steps).toEqual(skipped ? [] : ['deskew']);
    expect(result.pages[0] === page).toBe(skipped);
  });

  test('without a path the score decides', async () => {
    const [clean, bad] = [[await drawPage()], [await skewed()]];
    expect((await enhance(context('auto'), clean, scoreOfPages(clean, null))).skipped).toBe(true);
    expect((await enhance(context('auto'), bad, scoreOfPages(bad, null))).skipped).toBe(false);
  });
});

describe('each step is taken only where it is needed', () => {
  test('a clean page goes through unchanged', async () => {
    const page = await drawPage({ xHeight: 20 });
    const result = await enhanced([page]);
    expect(result).toMatchObject({ steps: [], parts: [], skipped: false });
    expect(result.pages[0]).toBe(page);
  });

  test('a turn of 3° is taken back', async () => {
    const result = await enhanced([await skewed()]);
    expect(Math.abs(measurePage(result.pages[0]!).skewDegrees)).toBeLessThan(0.15);
  });

  test('a shadow is taken away', async () => {
    const result = await enhanced([await drawPage({ shadow: 110 })]);
    expect(result.steps).toEqual(['contrast']);
    expect(measurePage(result.pages[0]!).lightSpread).toBeLessThan(10);
  });

  test('pale print becomes dark', async () => {
    const result = await enhanced([await drawPage({ paper: 240, ink: 160 })]);
    expect(result.steps).toEqual(['contrast']);
    expect(measurePage(result.pages[0]!).contrast).toBeGreaterThan(180);
  });

  test('heavy noise is lowered, slight noise left', async () => {
    const noisy = { paper: 210, ink: 15, xHeight: 20 };
    const heavy = await enhanced([await drawPage({ ...noisy, noise: 30 })]);
    expect(heavy.steps).toContain('denoise');
    expect(measurePage(heavy.pages[0]!).noise).toBeLessThan(20);
    expect((await enhanced([await drawPage({ ...noisy, noise: 8 })])).steps).toEqual([]);
  });

  test('small print is never filtered: three pixels are its stroke', async () => {
    expect((await enhanced([await drawPage({ paper: 210, ink: 15, xHeight: 9, noise: 30 })])).steps).not.toContain('denoise');
  });

  test('soft edges become steeper', async () => {
    const soft = await drawPage({ blur: 4, xHeight: 20 });
    const result = await enhanced([soft]);
    expect(result.steps).toContain('sharpen');
    expect(measurePage(result.pages[0]!).edgeGradient).toBeGreaterThan(1.3 * measurePage(soft).edgeGradient);
  });

  test('an empty page is left alone', async () => {
    const empty = { data: new Uint8Array(300 * 400).fill(250), width: 300, height: 400 };
    expect((await enhanced([empty])).steps).toEqual([]);
  });
});

test('pages are judged one by one', async () => {
  const [clean, bad] = [await drawPage({ xHeight: 20 }), await skewed()];
  const result = await enhanced([clean, bad]);
  expect(result.pages[0]).toBe(clean);
  expect(result.pages[1]).not.toBe(bad);
  expect(result.parts).toEqual(['deskew']);
});
