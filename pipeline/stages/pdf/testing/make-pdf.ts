/**
 * Writes small PDF files by hand, so that each test says exactly what is in its file: scans, drawn text, and what is wrong.
 */

/** An object of the file: its dictionary without the brackets, and a stream where it has one. */
export interface PdfObject {
  readonly entries: string;
  readonly stream?: Uint8Array;
}

/** A4 in points. */
export const A4 = { width: 595, height: 842 };

export interface PdfPage {
  readonly width?: number;
  readonly height?: number;
  /** Drawing operators; `/F1` is Helvetica, `/Im` the image. */
  readonly content?: string;
  /** A JPEG that `/Im Do` draws, with its size in pixels. */
  readonly jpeg?: { readonly bytes: Uint8Array; readonly width: number; readonly height: number; readonly colours: 1 | 3 };
  /** More entries of the page's dictionary. */
  readonly entries?: string;
  /** More entries of its `/XObject` resources. */
  readonly forms?: string;
}

/**
 * @param more objects after the pages; they begin at number `3 + 3 × pages`
 * @param catalog more entries of the catalogue, `trailer` of the trailer
 */
export function makePdf(
  pages: readonly PdfPage[],
  { more = [], catalog = '', trailer = '' }: { more?: readonly PdfObject[]; catalog?: string; trailer?: string } = {},
): Buffer {
  const objects: PdfObject[] = [
    { entries: `/Type /Catalog /Pages 2 0 R ${catalog}` },
    { entries: `/Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${3 + 3 * at} 0 R`).join(' ')}]` },
  ];
  for (const [at, page] of pages.entries()) objects.push(...objectsOf(page, 3 + 3 * at));
  return writeObjects([...objects, ...more], trailer);
}

function objectsOf(page: PdfPage, first: number): PdfObject[] {
  const { width = A4.width, height = A4.height, content = '', jpeg, entries = '', forms = '' } = page;
  const font = '/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>';
  return [
    {
      entries: `/Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${first + 1} 0 R
/Resources << ${font} /XObject << /Im ${first + 2} 0 R ${forms} >> >> ${entries}`,
    },
    { entries: '', stream: Buffer.from(content) },
    jpeg === undefined
      ? { entries: '' }
      : {
          entries: `/Type /XObject /Subtype /Image /Width ${jpeg.width} /Height ${jpeg.height} /BitsPerComponent 8
/ColorSpace /Device${jpeg.colours === 1 ? 'Gray' : 'RGB'} /Filter /DCTDecode`,
          stream: jpeg.bytes,
        },
  ];
}

function writeObjects(objects: readonly PdfObject[], trailer: string): Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  const put = (bytes: Uint8Array | string) => {
    const chunk = Buffer.from(bytes as string);
    chunks.push(chunk);
    length += chunk.length;
  };
  put(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'));
  const offsets: number[] = [];
  for (const [at, { entries, stream }] of objects.entries()) {
    offsets.push(length);
    put(`${at + 1} 0 obj\n<< ${entries} ${stream === undefined ? '' : `/Length ${stream.length}`} >>\n`);
    if (stream !== undefined) {
      put('stream\n');
      put(stream);
      put('\nendstream\n');
    }
    put('endobj\n');
  }
  const start = length;
  put(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`);
  for (const offset of offsets) put(`${String(offset).padStart(10, '0')} 00000 n \n`);
  put(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.concat(chunks);
}

/** Lines of text from the top of a page, as drawing operators. */
export function drawLines(lines: readonly string[], { size = 12, top = 780, left = 60, invisible = false } = {}): string {
  const escaped = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`);
  return `BT ${invisible ? '3 Tr' : '0 Tr'} /F1 ${size} Tf ${size * 1.5} TL ${left} ${top} Td ${escaped.join('\n')} ET`;
}

/** The image over the whole page. */
export const drawScan = (width: number = A4.width, height: number = A4.height): string =>
  `q ${width} 0 0 ${height} 0 0 cm /Im Do Q`;
