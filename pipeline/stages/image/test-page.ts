/**
 * Draws pages for tests: rows of letter-like shapes (an `n` of strokes, every fourth with an ascender) of known height, turn,
 * blur and noise. No font is needed.
 */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import sharp from 'sharp';
import type { GreyImage } from '../../contract/stage-context.ts';

export interface TestPage {
  readonly width?: number;
  readonly height?: number;
  readonly xHeight?: number;
  /** Clockwise positive. */
  readonly degrees?: number;
  readonly paper?: number;
  readonly ink?: number;
  /** Standard deviation of the Gaussian, in pixels. */
  readonly blur?: number;
  /** Standard deviation in grey levels. */
  readonly noise?: number;
  /** Capitals only. */
  readonly capitals?: boolean;
  /** Levels the light loses from the left to the right edge. */
  readonly shadow?: number;
}

const grey = (level: number): string => `rgb(${level},${level},${level})`;

export async function drawPage(page: TestPage = {}): Promise<GreyImage> {
  const { width = 900, height = 1100, xHeight = 14, degrees = 0, paper = 245, ink = 20, blur = 0 } = page;
  const letters = lettersPath(width, height, xHeight, page.capitals === true);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="${grey(paper)}"/>
    <path transform="rotate(${degrees} ${width / 2} ${height / 2})" fill="${grey(ink)}" d="${letters}"/></svg>`;
  let image = sharp(Buffer.from(svg)).flatten();
  if (blur > 0) image = image.blur(blur);
  const data = await image.toColourspace('b-w').raw().toBuffer();
  darken(data, width, page.shadow ?? 0);
  addNoise(data, page.noise ?? 0);
  return { data, width, height };
}

function lettersPath(width: number, height: number, xHeight: number, capitals: boolean): string {
  const stroke = Math.max(2, Math.round(xHeight / 6));
  const letterWidth = Math.round(xHeight * 0.8);
  const ascender = Math.round(xHeight * 0.4);
  const shapes: string[] = [];
  const box = (x: number, y: number, w: number, h: number): void => {
    shapes.push(`M${x} ${y}h${w}v${h}h${-w}z`);
  };
  for (let baseline = height * 0.12; baseline < height * 0.88; baseline += Math.round(xHeight * 2.4)) {
    let index = 0;
    for (let x = Math.round(width * 0.12); x < width * 0.88; x += letterWidth + stroke + 1, index += 1) {
      if (index % 7 === 6) continue;
      const bottom = Math.round(baseline);
      const rise = capitals || index % 4 === 0 ? ascender : 0;
      const top = bottom - xHeight;
      box(x, top - rise, stroke, xHeight + rise);
      box(x + letterWidth - stroke, capitals ? top - rise : top, stroke, xHeight + (capitals ? rise : 0));
      box(x, capitals ? top - rise : top, letterWidth, stroke);
    }
  }
  return shapes.join('');
}

function darken(data: Buffer, width: number, shadow: number): void {
  if (shadow === 0) return;
  for (let at = 0; at < data.length; at += 1) data[at] = Math.max(0, (data[at] ?? 0) - (shadow * (at % width)) / width);
}

/** Gaussian by Box and Muller, seeded: a failing test fails again. */
function addNoise(data: Buffer, deviation: number): void {
  if (deviation === 0) return;
  const generator = xoroshiro128plus(20261123);
  const uniform = (): number => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
  for (let at = 0; at < data.length; at += 1) {
    const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    data[at] = Math.min(255, Math.max(0, Math.round((data[at] ?? 0) + deviation * normal)));
  }
}
