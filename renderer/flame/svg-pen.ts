/** Writes SVG: self-contained, vectors only, each text escaped. A column is a CSS pixel. */
import type { Pieces } from './cull.ts';
import { COLUMNS_FOR_GAP, FONT_FAMILY, FONT_SIZE, type Paint, type Pen, type TextStyle, type Weight } from './pen.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** XML has no way to write most control signs, so they are shown as a replacement sign. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\ufffe\uffff]/gu, '\ufffd')
    .replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

const number = (value: number): string => String(Number(value.toFixed(2)));

/** How wide text is, which only a browser knows. */
export interface TextWidths {
  width(text: string, weight?: Weight): number;
  fit(text: string, width: number, weight?: Weight): string;
}

export class SvgPen implements Pen {
  readonly ratio = 1;
  readonly #widths: TextWidths;
  readonly #parts: string[] = [];

  constructor(widths: TextWidths) {
    this.#widths = widths;
  }

  rect(x: number, y: number, width: number, height: number, colour: string): void {
    this.#parts.push(
      `<rect x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}" fill="${colour}"/>`,
    );
  }

  frame(x: number, y: number, width: number, height: number, colour: string, thickness: number): void {
    const inner = [x + thickness / 2, y + thickness / 2, Math.max(0, width - thickness), Math.max(0, height - thickness)].map(
      number,
    );
    this.#parts.push(
      `<rect x="${inner[0]}" y="${inner[1]}" width="${inner[2]}" height="${inner[3]}" fill="none" stroke="${colour}" stroke-width="${number(thickness)}"/>`,
    );
  }

  text(x: number, y: number, text: string, style: TextStyle): void {
    if (text === '') return;
    const anchor = style.align === 'center' ? ' text-anchor="middle"' : style.align === 'right' ? ' text-anchor="end"' : '';
    const weight = style.weight === 'bold' ? ' font-weight="600"' : '';
    this.#parts.push(
      `<text x="${number(x)}" y="${number(y)}" dy="0.35em" fill="${style.colour}"${anchor}${weight}>${escapeXml(text)}</text>`,
    );
  }

  /** Neighbouring pieces of one colour that have no gap between them become one rectangle. */
  strip(x: number, y: number, height: number, pieces: Pieces, paintOf: (box: number) => Paint, gap: boolean): void {
    let from = 0;
    let to = 0;
    let colour = '';
    for (let piece = 0; piece <= pieces.count; piece += 1) {
      const next = pieces.from[piece] ?? 0;
      const end = pieces.to[piece] ?? 0;
      const nextColour = piece < pieces.count ? paintOf(pieces.box[piece] ?? 0).css : '';
      if (nextColour !== colour || next !== to) {
        if (colour !== '') this.rect(x + from, y, to - from, height, colour);
        from = next;
        colour = nextColour;
      }
      to = gap && end - next >= COLUMNS_FOR_GAP ? end - 1 : end;
    }
  }

  width(text: string, weight?: Weight): number {
    return this.#widths.width(text, weight);
  }

  fit(text: string, width: number, weight?: Weight): string {
    return this.#widths.fit(text, width, weight);
  }

  /** The document, with a title for those who cannot see it. */
  finish(width: number, height: number, title: string): string {
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${number(width)}" height="${number(height)}" viewBox="0 0 ${number(width)} ${number(height)}" role="img" font-family="${escapeXml(FONT_FAMILY)}" font-size="${FONT_SIZE}">`,
      `<title>${escapeXml(title)}</title>`,
      ...this.#parts,
      '</svg>\n',
    ].join('\n');
  }
}
