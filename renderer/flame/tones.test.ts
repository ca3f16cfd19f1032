import { describe, expect, test } from 'vitest';
import { dark, light, type Palette } from '../ui/palette.ts';
import { mix, tonesOf } from './tones.ts';

/** Relative luminance and contrast: WCAG 2.2, § 1.4.3. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
      const value = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

describe.each([light, dark])('on $scheme', (palette: Palette) => {
  test('text reads on every box, and muted text on every dimmed one', () => {
    const { plain, dimmed } = tonesOf(palette);
    for (const { css } of plain) expect(contrast(css, palette.text)).toBeGreaterThanOrEqual(4.5);
    for (const { css } of dimmed) expect(contrast(css, palette.muted)).toBeGreaterThanOrEqual(4.5);
  });

  test('pixels are the colours', () => {
    for (const { css, pixel } of tonesOf(palette).plain) {
      const bytes = [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255].map((value) => value.toString(16).padStart(2, '0'));
      expect([`#${bytes.join('')}`, pixel >>> 24]).toEqual([css, 255]);
    }
  });
});

test('a mix is part of the way', () => {
  expect([mix('#000000', '#ffffff', 0), mix('#000000', '#ffffff', 0.5), mix('#102030', '#ffffff', 1)]).toEqual([
    '#000000',
    '#808080',
    '#ffffff',
  ]);
});
