import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { light } from '../ui/palette.ts';
import { layOutLanes } from './lane-layout.ts';
import { AXIS, GUTTER, type Picture } from './picture.ts';
import { fileNameOf, toSvg } from './save-picture.ts';
import { search } from './search.ts';
import { escapeXml, type TextWidths } from './svg-pen.ts';
import { example, timelineOf } from './testing/small-timelines.ts';
import { syntheticTimeline } from './testing/synthetic-timeline.ts';
import { TextFitter } from './text-fit.ts';
import { timelineScene } from './timeline-scene.ts';
import { mix, tonesOf } from './tones.ts';
import { wholeView } from './view.ts';

/** Every character as wide as six pixels. */
const fitter = new TextFitter(() => 6);
const widths: TextWidths = { width: (text) => fitter.width(text), fit: (text, width) => fitter.fit(text, width) };

function pictureOf(timeline = example(), width = GUTTER + 1_000): Picture {
  const scene = timelineScene(timeline, 'wall');
  return {
    scene,
    view: wholeView(scene.extent),
    layout: layOutLanes(scene.lanes, 300),
    scrollTop: 0,
    width,
    height: 300,
    tones: tonesOf(light),
    found: null,
  };
}

describe('a picture as SVG', () => {
  /** Draws it, and reads the colour at a time, so far below the top of a row. */
  async function colours(picture: Picture) {
    const svg = Buffer.from(toSvg(picture, widths, 'run'));
    const { data, info } = await sharp(svg).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    return (time: number, row: number, below = 4, lane = 0): string => {
      const x = GUTTER + Math.floor((time / picture.scene.extent) * 1_000);
      const y = AXIS + Math.floor(picture.layout.laneTop[lane]! + row * picture.layout.rowHeight + below);
      const from = (y * info.width + x) * 3;
      return `#${data.subarray(from, from + 3).toString('hex')}`;
    };
  }

  test('shows, drawn by another program, each stage in its colour at its place', async () => {
    const colourAt = await colours(pictureOf());
    expect(colourAt(950, 0)).toBe(light.job);
    expect(colourAt(50, 1)).toBe(light.stages.fetch);
    expect(colourAt(850, 1)).toBe(light.stages.ocr);
    expect(colourAt(1_050, 1)).toBe(light.canvas);
  });

  test('marks failed jobs below, cold ones above, and what is found, the rest dimmed', async () => {
    const picture = pictureOf();
    const bottom = picture.layout.rowHeight - 2;
    const plain = await colours(picture);
    expect([plain(1_400, 0, bottom), plain(950, 0, bottom)]).toEqual([light.bad, light.job]);
    expect([plain(1_000, 0, 0, 1), plain(950, 0, 0)]).toEqual([light.accent, light.job]);
    const searched = await colours({ ...picture, found: search(example(), picture.scene, 'fetch') });
    expect([searched(50, 1), searched(50, 1, bottom), searched(850, 1)]).toEqual([
      light.stages.fetch,
      light.text,
      mix(light.stages.ocr, light.surface, 0.78),
    ]);
  });

  test('has labels, lane names, axis, legend and a title, and nothing from elsewhere', () => {
    const svg = toSvg(pictureOf(), widths, 'Flame chart of run 7');
    const texts = [...svg.matchAll(/>([^<>]+)<\/text>/g)].map(([, text]) => text);
    expect(texts).toEqual(
      expect.arrayContaining([
        'receipt-1.jpg',
        'ocr',
        'Worker 1',
        'Worker 2',
        '2 documents',
        '0.4 ms',
        'enhancement',
        'cold',
        'failed',
      ]),
    );
    expect(svg).toContain('<title>Flame chart of run 7</title>');
    expect(svg.match(/(href|url|style|script|data:)/)).toBe(null);
  });

  test('has every name escaped, whatever is in it', async () => {
    const wild = '</text><script>&"\u0000\ud800 ✓';
    const timeline = timelineOf([{ lane: 0, depth: 0, name: wild, start: 0, wall: 100, cpu: 50 }]);
    const svg = toSvg(pictureOf(timeline), widths, wild);
    expect(svg).not.toContain('<script>');
    expect(escapeXml(wild)).toBe('&lt;/text&gt;&lt;script&gt;&amp;&quot;\ufffd\ufffd ✓');
    await expect(sharp(Buffer.from(svg)).metadata()).resolves.toMatchObject({ format: 'svg' });
  });

  test('of a hundred thousand spans has one rectangle per column and row at most', () => {
    const picture = pictureOf(syntheticTimeline({ spans: 100_000, lanes: 4 }));
    const rows = picture.scene.lanes.reduce((sum, lane) => sum + lane.rowCount, 0);
    // Rows, and the lines that mark cold and failed documents; besides them tracks, axis and legend.
    const most = (rows + 2 * picture.scene.lanes.length) * 1_000 + 200;
    expect(toSvg(picture, widths, 'run').match(/<rect /g)!.length).toBeLessThan(most);
  });

  test('is named after the run, and after what tells it from another of the same run', () => {
    expect(fileNameOf('Flame chart', example(), 'svg')).toBe('flame-chart-00000000.svg');
    expect(fileNameOf('Flame chart, side b, pass 2', example(), 'png')).toBe('flame-chart-side-b-pass-2-00000000.png');
  });
});

test('text is cut to its width with an ellipsis, or left out where a letter or two would remain', () => {
  expect([100, 78, 77, 24, 23].map((width) => fitter.fit('receipt-1.jpg', width))).toEqual([
    'receipt-1.jpg',
    'receipt-1.jpg',
    'receipt-1.j…',
    'rec…',
    '',
  ]);
  expect(fitter.fit('ocr', 18)).toBe('ocr');
});
