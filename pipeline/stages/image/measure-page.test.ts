import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measurePage } from './measure-page.ts';
import { turn } from './resample.ts';
import { drawPage } from './test-page.ts';

describe('skew', () => {
  test('is found within 0.15° between −5° and 5°', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: -5, max: 5, noNaN: true }), fc.integer({ min: 8, max: 24 }), async (degrees, xHeight) => {
        const measured = measurePage(await drawPage({ degrees, xHeight })).skewDegrees;
        expect(Math.abs(measured - degrees)).toBeLessThanOrEqual(0.15);
      }),
      { numRuns: 12, seed: 7 },
    );
  });

  test('is found under noise and blur', async () => {
    const page = await drawPage({ degrees: 2.3, noise: 12, blur: 1.5 });
    expect(Math.abs(measurePage(page).skewDegrees - 2.3)).toBeLessThanOrEqual(0.15);
  });

  test('is gone after the page was turned back by it', async () => {
    const page = await drawPage({ degrees: -3.1 });
    const upright = await turn(page, -measurePage(page).skewDegrees, 245);
    expect(Math.abs(measurePage(upright).skewDegrees)).toBeLessThanOrEqual(0.1);
  });

  test('is 0 on an empty page', async () => {
    const page = { data: new Uint8Array(300 * 400).fill(250), width: 300, height: 400 };
    expect(measurePage(page)).toMatchObject({ skewDegrees: 0, xHeight: null, letters: 0, contrast: 0, edgeGradient: 0 });
  });
});

describe('height of a small letter', () => {
  test.each([8, 10, 14, 20, 31])('%i px is found within a pixel', async (xHeight) => {
    const page = await drawPage({ xHeight, width: 1000, height: 1400 });
    expect(Math.abs((measurePage(page).xHeight ?? 0) - xHeight)).toBeLessThanOrEqual(1);
  });

  test('is found on a page that is measured at half its size', async () => {
    const page = await drawPage({ xHeight: 26, width: 2480, height: 3508 });
    expect(Math.abs((measurePage(page).xHeight ?? 0) - 26)).toBeLessThanOrEqual(2);
  });

  test('follows from the capitals where there is nothing else', async () => {
    const page = await drawPage({ xHeight: 20, capitals: true });
    expect(Math.abs((measurePage(page).xHeight ?? 0) - 20)).toBeLessThanOrEqual(1);
  });
});

describe('noise', () => {
  test.each([2, 5, 10, 20])('of %i grey levels is recovered within 10 %', async (noise) => {
    const measured = measurePage(await drawPage({ noise, paper: 180, ink: 10 })).noise;
    expect(measured / noise).toBeGreaterThan(0.9);
    expect(measured / noise).toBeLessThan(1.1);
  });

  test('is not seen in light that falls off', async () => {
    expect(measurePage(await drawPage({ shadow: 120 })).noise).toBeLessThan(1);
  });
});

describe('contrast', () => {
  test.each([
    [245, 20],
    [220, 150],
    [250, 200],
  ])('of paper %i and ink %i is recovered within 8 levels', async (paper, ink) => {
    expect(Math.abs(measurePage(await drawPage({ paper, ink })).contrast - (paper - ink))).toBeLessThanOrEqual(8);
  });

  test('of pale print is measured in a shadow too, and the shadow itself', async () => {
    const measures = measurePage(await drawPage({ paper: 240, ink: 170, shadow: 90 }));
    expect(Math.abs(measures.contrast - 70)).toBeLessThanOrEqual(10);
    expect(measures.lightSpread).toBeGreaterThan(60);
  });
});

test('edges of a blurred page are less steep, in proportion to the blur', async () => {
  const steepness = async (blur: number): Promise<number> => measurePage(await drawPage({ blur, xHeight: 24 })).edgeGradient;
  const [sharp, soft, softer] = [await steepness(0), await steepness(1.5), await steepness(3)];
  expect(sharp).toBeGreaterThan(180);
  // A Gaussian of deviation s turns a step of 225 levels into a slope of 225 / (s √2π) at most.
  expect(soft).toBeGreaterThan(0.6 * (225 / (1.5 * Math.sqrt(2 * Math.PI))));
  expect(soft).toBeLessThan(1.1 * (225 / (1.5 * Math.sqrt(2 * Math.PI))));
  expect(softer).toBeLessThan(0.65 * soft);
});
