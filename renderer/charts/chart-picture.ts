/**
 * A chart as a picture for a file: its title above it, in the light colours on white whatever the window shows, since it is put
 * into documents and printed. It holds no script, no style of the window and nothing from outside.
 */
import { light, type Palette } from '../ui/palette.ts';
import { type EChartsCoreOption, init } from './echarts.ts';

/** Without quotes: it stands in an attribute. */
const FONT = 'system-ui, Segoe UI, Carlito, Noto Sans, sans-serif';
const MARGIN = 16;
const TITLE_HEIGHT = 40;

/** The drawing alone, as elements of SVG. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly svg: string;
}

export interface SavedPicture {
  readonly width: number;
  readonly height: number;
  readonly svg: string;
}

export function drawOption(draw: (palette: Palette) => EChartsCoreOption, width: number, height: number): Drawing {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: 'transparent',
      textStyle: { fontFamily: FONT, color: light.text },
      ...draw(light),
    });
    return { width, height, svg: withoutHovering(chart.renderToSVGString()) };
  } finally {
    chart.dispose();
  }
}

/** What the library writes so that a page may light up what the pointer is on. */
const withoutHovering = (svg: string): string =>
  svg
    .replaceAll(/<style[\s\S]*?<\/style>/g, '')
    .replaceAll(/ (?:ecmeta_\w+|class)="[^"]*"/g, '')
    .replaceAll(/ pointer-events="\w+"/g, '');

export function pictureOf(title: string, drawing: Drawing): SavedPicture {
  const [width, height] = [drawing.width + 2 * MARGIN, drawing.height + TITLE_HEIGHT + MARGIN];
  const named = escaped(title);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="${FONT}">`,
    `<title>${named}</title>`,
    `<rect width="${width}" height="${height}" fill="${light.surface}"/>`,
    `<text x="${MARGIN}" y="26" font-size="15" font-weight="600" fill="${light.text}">${named}</text>`,
    `<g transform="translate(${MARGIN} ${TITLE_HEIGHT})">${drawing.svg}</g>`,
    '</svg>',
  ].join('\n');
  return { width, height, svg };
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? sign);

/** Twice as many pixels as the picture has, so that it stays sharp on paper. */
const PIXEL_RATIO = 2;

export async function toPng({ svg, width, height }: SavedPicture): Promise<Uint8Array> {
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * PIXEL_RATIO);
  canvas.height = Math.round(height * PIXEL_RATIO);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser has no 2D canvas.');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('The picture is too large for this browser.');
  return new Uint8Array(await blob.arrayBuffer());
}
