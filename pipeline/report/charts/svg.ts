/**
 * SVG by hand: elements with escaped texts and attributes, and how wide a text may come out.
 *
 * Not by ECharts: it numbers ids over the process, cuts long labels, and writes colours that a style sheet cannot change for
 * a dark screen. Here each shape has its colour for paper and a class by which `report/html-style.ts` gives it another.
 */

export const escapeText = (text: string): string =>
  [...text].map((character) => escapes[character] ?? (isForbidden(character) ? '\uFFFD' : character)).join('');

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** What neither XML nor HTML can hold, not even escaped: controls, lone surrogates and non-characters. */
const isForbidden = (character: string): boolean =>
  character !== '\t' && character !== '\n' && /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.test(character);

export type Attributes = Readonly<Record<string, string | number>>;

/** @param content markup, escaped already */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? coordinate(value) : escapeText(value)}"`,
  );
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`;
}

/** A hundredth of a pixel is enough, and the same bytes on every machine. */
const coordinate = (value: number): string => (Number.isFinite(value) ? String(Math.round(value * 100) / 100 + 0) : '0');

export const FONT_FAMILY = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif";
export const FONT_SIZE = 12;

/** Of a character, in parts of the font's size; rather too wide than too narrow, because a label must not be cut. */
function widthOf(character: string): number {
  if (/[\u1100-\u11FF\u2E80-\uD7FF\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFFEF]|[\u{10000}-\u{10FFFF}]/u.test(character)) return 1.1;
  if (/[ijl.,:;'|!() ]/.test(character)) return 0.34;
  if (/[MW@%—]/.test(character)) return 0.95;
  return /\p{Lu}/u.test(character) ? 0.74 : 0.6;
}

export const textWidth = (text: string, size = FONT_SIZE): number =>
  [...text].reduce((sum, character) => sum + widthOf(character) * size, 0);

/** Lines of at most this width; a word that is longer is broken where it must be. Nothing is left out. */
export function wrap(text: string, width: number, size = FONT_SIZE): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (line !== '' && textWidth(`${line} ${word}`, size) > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
    while (textWidth(line, size) > width && [...line].length > 1) {
      const characters = [...line];
      let fits = characters.length;
      while (fits > 1 && textWidth(characters.slice(0, fits).join(''), size) > width) fits -= 1;
      lines.push(characters.slice(0, fits).join(''));
      line = characters.slice(fits).join('');
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

export interface TextStyle {
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly strong?: boolean;
  readonly muted?: boolean;
  readonly size?: number;
}

/** Text on its base line, with a rim of paper so that a line below does not run through it. */
export function label(
  x: number,
  y: number,
  text: string,
  { anchor = 'start', strong, muted, size = FONT_SIZE }: TextStyle = {},
): string {
  const attributes = {
    x,
    y,
    'text-anchor': anchor,
    'font-size': size,
    ...(strong ? { 'font-weight': 600 } : {}),
    ...(muted ? paint.mutedText : paint.text),
  };
  return element('text', attributes, escapeText(text) || ' ');
}

/** For paper, and for a screen in the light; told apart in grey too. */
export const paint = {
  paper: { fill: '#ffffff', class: 'chart-paper' },
  text: {
    fill: '#1b232c',
    class: 'chart-text',
    stroke: '#ffffff',
    'stroke-width': 4,
    'stroke-linejoin': 'round',
    'paint-order': 'stroke',
  },
  mutedText: {
    fill: '#515b66',
    class: 'chart-muted',
    stroke: '#ffffff',
    'stroke-width': 4,
    'stroke-linejoin': 'round',
    'paint-order': 'stroke',
  },
  grid: { stroke: '#dde1e6', 'stroke-width': 1, class: 'chart-grid' },
  axis: { stroke: '#6c7783', 'stroke-width': 1, class: 'chart-axis' },
  line: { stroke: '#1b232c', 'stroke-width': 1.2, class: 'chart-line' },
  curve: { fill: 'none', stroke: '#1f5a99', 'stroke-width': 2.2, 'stroke-linejoin': 'round', class: 'chart-curve' },
  bar: { fill: '#5d8fc4', stroke: '#1f4a7c', 'stroke-width': 1, class: 'chart-bar' },
} as const;

export const line = (x1: number, y1: number, x2: number, y2: number, style: Attributes): string =>
  element('line', { x1, y1, x2, y2, ...style });
export const rectangle = (x: number, y: number, width: number, height: number, style: Attributes): string =>
  element('rect', { x, y, width: Math.max(0, width), height: Math.max(0, height), ...style });
