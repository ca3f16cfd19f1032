import { DOMParser, type Element } from '@xmldom/xmldom';
import { expect, test } from 'vitest';
import { sampleFacts } from '../../pipeline/analysis/capacity/testing/sample-facts.ts';
import { makeCriteria } from '../../pipeline/analysis/decision/criteria.ts';
import { decide } from '../../pipeline/analysis/decision/decide.ts';
import { passDrawing } from '../features/compare/pass-drawing.ts';
import { signalsOption, withLegend } from '../features/run/live/signals-option.ts';
import { dark, light } from '../ui/palette.ts';
import { bandsOption } from './bands-option.ts';
import { type Drawing, drawOption, pictureOf } from './chart-picture.ts';
import { forestDrawing } from './forest-drawing.ts';
import { intervalAxis } from './interval-axis.ts';

const { published } = decide(sampleFacts(), makeCriteria());
const bands = (): Drawing => drawOption((palette) => bandsOption(published.bands, published.cpu_per_doc, palette), 600, 116);
const signals = (): Drawing =>
  drawOption(
    (palette) => withLegend(signalsOption([{ time_seconds: 1, values: { machine_cpu_percent: 50 } }], palette), palette),
    600,
    220,
  );
const ratio = { estimate: 0.8, low: 0.7, high: 9 };
const forest = (): Drawing =>
  forestDrawing(
    [
      { label: 'ocr <b>', interval: ratio, text: '0.800 (0.700 to 9.00)', tone: 'good', hollow: false },
      { label: 'fetch', interval: null, text: 'not judged', tone: 'plain', hollow: true },
    ],
    intervalAxis([ratio], 0.02),
    0.02,
    'ratio to side a',
  );
const passes = (): Drawing => passDrawing(['a', 'b', 'b', 'a', 'b', 'a', 'a', 'b'], 2);

/** Throws at what is no XML. */
const parsed = (svg: string): Element => {
  const document = new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(svg, 'image/svg+xml');
  if (document.documentElement === null) throw new Error('nothing there');
  return document.documentElement;
};
const texts = (root: Element): string[] => [...root.getElementsByTagName('text')].map((text) => text.textContent ?? '');

const drawings: readonly [string, () => Drawing, readonly string[]][] = [
  ['the bands of a policy', bands, ['GO', 'NO-GO', '0.72', 'CPU seconds per document']],
  ['a live chart', signals, ['CPU %', 'seconds since the start', 'queue depth']],
  ['a forest plot', forest, ['ocr <b>', 'not judged', 'ratio to side a', '1']],
  ['the order of passes', passes, ['a', 'b']],
];

test.each(drawings)('the picture of %s is XML with its title and its labels, on white', (_, draw, labels) => {
  const { svg, width, height } = pictureOf('Costs & <limits> "here"', draw());
  const root = parsed(svg);
  expect(root.getElementsByTagName('title')[0]?.textContent).toBe('Costs & <limits> "here"');
  expect(texts(root)).toEqual(expect.arrayContaining(['Costs & <limits> "here"', ...labels]));
  expect(root.getElementsByTagName('rect')[0]?.getAttribute('fill')).toBe(light.surface);
  expect([root.getAttribute('width'), root.getAttribute('height')]).toEqual([String(width), String(height)]);
});

test.each(drawings)('the picture of %s runs nothing and asks for nothing', (_, draw) => {
  const { svg } = pictureOf('Costs', draw());
  expect(svg).not.toMatch(/<script|<style|<foreignObject|\son\w+=|(?:href|src)=|url\((?!#)|ecmeta|class=/);
});

test('a picture is in light colours, whatever the window shows', () => {
  const { svg } = pictureOf('Costs', bands());
  expect(svg).toContain(light.good);
  expect(svg).not.toContain(dark.good);
});

test('an interval that goes on beyond the axis ends in an arrow, and one that does not in a cap', () => {
  const { svg } = forest();
  expect(svg.match(/<path /g)).toHaveLength(1);
});
