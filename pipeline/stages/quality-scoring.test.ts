import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../contract/settings.ts';
import type { GreyImage, StageContext } from '../contract/stage-context.ts';
import { drawPage, type TestPage } from './image/test-page.ts';
import { scoreOfPages, scoreQuality } from './quality-scoring.ts';

const context: StageContext = {
  settings: defaultSettings,
  part: async (_name, work) => work(),
  chargeChild: () => undefined,
};

const png = ({ data, width, height }: GreyImage): Promise<Buffer> =>
  sharp(data, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();

const score = async (page: TestPage): Promise<number> => scoreOfPages([await drawPage(page)], null).score;

test('a clean page takes the fast path, with its pages and size', async () => {
  const scored = await scoreQuality(context, {
    file: 'scan.png',
    bytes: await png(await drawPage({ xHeight: 18 })),
    type: 'image/png',
  });
  expect(scored.path).toBe('fast');
  expect(scored.quality).toMatchObject({ width: 900, height: 1100, pages: 1, measured: { dots_per_inch: null } });
  expect(scored.pages).toHaveLength(1);
  expect(scored.quality.score).toBeGreaterThan(0.85);
});

test('the threshold decides, and belongs to the fast path', async () => {
  const bytes = await png(await drawPage({ xHeight: 18 }));
  const { quality } = await scoreQuality(context, { file: 'scan.png', bytes, type: 'image/png' });
  const at = async (threshold: number) =>
    (
      await scoreQuality(
        { ...context, settings: { ...defaultSettings, 'quality.threshold': threshold } },
        { file: '', bytes, type: 'image/png' },
      )
    ).path;
  expect(await at(quality.score)).toBe('fast');
  expect(await at(quality.score + 0.001)).toBe('standard');
});

describe('the score falls below the threshold with each defect that a step would mend', () => {
  test.each<[string, TestPage]>([
    ['a turn of 1.1°', { degrees: 1.1 }],
    ['pale print', { paper: 240, ink: 120 }],
    ['uneven light', { shadow: 60 }],
    ['noise', { paper: 210, ink: 15, noise: 22 }],
    ['blur', { blur: 3.5 }],
  ])('%s', async (_, defect) => {
    expect(await score({ xHeight: 18, ...defect })).toBeLessThan(defaultSettings['quality.threshold']);
  });
});

test('more of a defect never raises the score', async () => {
  const skews = await Promise.all([0, 0.5, 1, 2, 4].map((degrees) => score({ degrees })));
  expect(skews).toEqual([...skews].sort((a, b) => b - a));
  const blurs = await Promise.all([0, 1, 2, 4].map((blur) => score({ blur, xHeight: 20 })));
  expect(blurs).toEqual([...blurs].sort((a, b) => b - a));
});

test('of several pages the worst with text counts; an empty back side does not', async () => {
  const [clean, bad] = [await drawPage({ xHeight: 18 }), await drawPage({ xHeight: 18, degrees: 2 })];
  const empty = { data: new Uint8Array(300 * 400).fill(250), width: 300, height: 400 };
  expect(scoreOfPages([clean, bad], null).score).toBe(scoreOfPages([bad], null).score);
  expect(scoreOfPages([clean, empty], null)).toMatchObject({ score: scoreOfPages([clean], null).score, pages: 2 });
  expect(scoreOfPages([empty], null).score).toBe(0);
});
