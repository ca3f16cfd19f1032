import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportChart } from '../document.ts';
import { readMarkup } from '../testing/markup.ts';
import { sampleCharts } from '../testing/sample-document.ts';
import { drawChart } from './draw-chart.ts';
import { textWidth } from './svg.ts';

const charts = Object.values(sampleCharts);

const labelsIn = (svg: string): string[] =>
  readMarkup(svg)
    .filter(({ name }) => name === 'text')
    .map(({ text }) => text);

/** Where each text begins and ends. */
function extents(svg: string): { text: string; from: number; to: number; y: number }[] {
  return readMarkup(svg)
    .filter(({ name, attributes }) => name === 'text' && attributes.x !== '14')
    .map(({ text, attributes }) => {
      const width = textWidth(text);
      const x = Number(attributes.x);
      const from = attributes['text-anchor'] === 'end' ? x - width : attributes['text-anchor'] === 'middle' ? x - width / 2 : x;
      return { text, from, to: from + width, y: Number(attributes.y) };
    });
}

describe('a chart of the report', () => {
  it.each(charts)('$drawing.kind is well-formed, has a title and a description, and needs nothing from outside', (chart) => {
    const svg = drawChart(chart);
    const elements = readMarkup(svg);
    expect(elements[0]).toMatchObject({ name: 'svg', attributes: { role: 'img' } });
    expect(elements.find(({ name }) => name === 'title')?.text).toBe(chart.title);
    expect(elements.find(({ name }) => name === 'desc')?.text).toBe(chart.alternative);
    expect(elements.map(({ name }) => name)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/script|image|use|foreignObject|style/)]),
    );
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/http|url\((?!#)|href|NaN|Infinity/);
  });

  it.each(charts)('$drawing.kind is the same again after other charts were drawn', (chart) => {
    const first = drawChart(chart);
    for (const other of charts) drawChart(other);
    expect(drawChart(chart)).toBe(first);
  });

  it.each(charts)('$drawing.kind has all its texts inside the picture', (chart) => {
    const svg = drawChart(chart);
    const height = Number(readMarkup(svg)[0]?.attributes.height);
    for (const { text, from, to, y } of extents(svg)) {
      expect(from, text).toBeGreaterThanOrEqual(0);
      expect(to, text).toBeLessThanOrEqual(760);
      expect(y, text).toBeGreaterThan(8);
      expect(y, text).toBeLessThan(height);
    }
  });

  it('names break-even with its interval, and each volume with its probability', () => {
    const labels = labelsIn(drawChart(sampleCharts.break_even));
    expect(labels).toContain('Break-even 1,122 a day (1,062–1,186)');
    expect(labels).toEqual(expect.arrayContaining(['700: 100 %', '1,000: 98.7 %', '1,300: 0.2 %']));
  });

  it('names both ends of each bar of the tornado, the value of now and the limits in view', () => {
    const labels = labelsIn(drawChart(sampleCharts.tornado));
    expect(labels).toEqual(
      expect.arrayContaining([
        'Production node',
        '0.7 × as slow',
        '1.09 s',
        '1.5 × as slow',
        '2.34 s',
        'now 1.56 s',
        'optimise 1.2 s',
      ]),
    );
    expect(labels).not.toContain('GO 0.72 s');
  });

  it('names each stage with its seconds and its share', () => {
    const labels = labelsIn(drawChart(sampleCharts.stages));
    expect(labels).toEqual(expect.arrayContaining(['OCR', '1.2 s · 75.3 %', 'Fetch', '0.003 s · 0.2 %']));
  });

  it('names each band with its limit, and the estimate with its interval', () => {
    const labels = labelsIn(drawChart(sampleCharts.bands));
    expect(labels).toEqual(
      expect.arrayContaining(['GO ≤ 0.72 s', 'ADJUST (optimise) ≤ 1.2 s', 'NO-GO > 1.2 s', '1.12 s (1.02–1.23 s)']),
    );
  });

  it('holds every label whole, whatever it says and however long it is', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', minLength: 50, maxLength: 200 }),
      fc.constant('</text><script>alert(1)</script>'),
    );
    fc.assert(
      fc.property(hostile, hostile, fc.double({ noNaN: true, min: 0, max: 1e6 }), (name, end, value) => {
        const { drawing } = sampleCharts.tornado;
        if (drawing.kind !== 'tornado') throw new Error('not a tornado');
        const bars = [
          {
            label: name,
            ends: [
              { label: end, value },
              { label: 'other', value: 1 },
            ] as const,
          },
        ];
        const chart: ReportChart = { ...sampleCharts.tornado, id: name, title: end, drawing: { ...drawing, bars } };
        const svg = drawChart(chart);
        expect(readMarkup(svg).some(({ name: element }) => element === 'script')).toBe(false);
        for (const { text, from, to } of extents(svg)) {
          expect(from, text).toBeGreaterThanOrEqual(0);
          expect(to, text).toBeLessThanOrEqual(760);
        }
      }),
      { numRuns: 150 },
    );
    const long = 'A stage whose name is far longer than the space beside its bar, and is told to its end';
    const svg = drawChart({ ...sampleCharts.stages, drawing: { kind: 'stages', bars: [{ label: long, value: 1 }] } });
    expect(labelsIn(svg).join(' ')).toContain(long);
  });

  it('stands values that are far apart, missing or all the same', () => {
    for (const drawing of [
      { kind: 'break_even', points: [], break_even: { estimate: 16_000, low: null, high: null }, volumes: [1] },
      {
        kind: 'break_even',
        points: [{ docs_per_day: 5, probability_within: 1 }],
        break_even: { estimate: 5, low: null, high: 9e9 },
        volumes: [5],
      },
      { kind: 'tornado', now: 0, bars: [], limits: [] },
      { kind: 'stages', bars: [] },
      {
        kind: 'bands',
        estimate: 32.4,
        low: null,
        high: null,
        bands: [
          { label: 'GO', up_to: 0.72 },
          { label: 'NO-GO', up_to: null },
        ],
      },
    ] as const) {
      const svg = drawChart({ ...sampleCharts.bands, drawing });
      expect(readMarkup(svg).length).toBeGreaterThan(3);
      expect(svg).not.toMatch(/NaN|Infinity/);
    }
  });
});
