/**
 * A PDF file as pages that can be examined and drawn. Every address that PDFium gives out is given back here.
 */
import { BenchError, type ErrorCode, reasonOf } from '../../contract/errors.ts';
import { isPdfiumLoaded, loadPdfium, type Pdfium, POINTS_PER_INCH, releasePdfium } from './library.ts';
import { type PageContent, readPageContent } from './page-content.ts';

/** Codes of `FPDF_GetLastError`. */
const NEEDS_PASSWORD = 4;
const UNKNOWN_SECURITY = 5;
/** `FPDF_ANNOT`, what was stamped and noted, too; `FPDF_RENDER_LIMITEDIMAGECACHE`. */
const FLAGS = 0x01 | 0x200;
/** Grey, or blue-green-red and a byte that is not used, in the order red-green-blue. */
const formats = {
  grey: { bitmap: 1, bytes: 1, flags: FLAGS | 0x08 },
  colour: { bitmap: 3, bytes: 4, flags: FLAGS | 0x10 },
} as const;
export type Colours = keyof typeof formats;
const WHITE = 0xffffffff;
/**
 * Pixels by which the page is drawn smaller than its picture. PDFium rounds the place of an image outwards, and a scan that
 * covers 2479.0001 pixels would be spread over 2480 and blurred; so each of its pixels stays the one that it is.
 */
const INSET = 0.02;
/** The end of the file stands in its last bytes; some programs write a little more behind it. */
const END_MARK = '%%EOF';
const END_WITHIN_BYTES = 4096;

/** A matrix of six numbers and a rectangle of four, each of four bytes. */
const NUMBERS = { clip: 24, bytes: 40 };

export { isPdfiumLoaded, loadPdfium, POINTS_PER_INCH };

export interface PdfPage {
  /** Points, as it is shown: turned where the file says so. */
  readonly width: number;
  readonly height: number;
  readonly content: PageContent;
  /** `width × height` pixels, row by row without gaps. */
  draw(width: number, height: number, colours: Colours): Uint8Array<ArrayBuffer>;
  close(): void;
}

export interface PdfDocument {
  readonly pageCount: number;
  /** Points, without reading what is on the page. */
  sizeOf(page: number): { readonly width: number; readonly height: number };
  /** @throws BenchError `input.broken` */
  openPage(page: number): PdfPage;
}

/**
 * Opens a file for as long as `work` takes.
 * @param file only names the document in errors
 * @throws BenchError `input.encrypted`, `input.broken`, `input.no_pages`, and what `work` throws
 */
export async function withPdf<T>(file: string, bytes: Buffer, work: (document: PdfDocument) => T | Promise<T>): Promise<T> {
  if (!bytes.subarray(-END_WITHIN_BYTES).includes(END_MARK)) throw broken(file, 'its end is missing');
  const module = await loadPdfium();
  let isSound = true;
  const guard = <R>(call: () => R): R => {
    try {
      return call();
    } catch (thrown) {
      if (thrown instanceof BenchError) throw thrown;
      // Out of memory, or a trap of WebAssembly: the instance is of no use any more.
      isSound = false;
      throw broken(file, reasonOf(thrown));
    }
  };
  const opened = guard(() => open(module, file, bytes));
  const pages = new Set<number>();
  try {
    return await work(documentOf({ ...opened, module, file, guard, pages }));
  } finally {
    if (isSound) {
      for (const page of pages) closePage(module, page, opened.form);
      opened.close();
    }
    releasePdfium(module, { isSound });
  }
}

function open(module: Pdfium, file: string, bytes: Buffer) {
  const { malloc, free } = module.wasmExports;
  const address = malloc(bytes.length);
  if (address === 0) throw broken(file, 'it needs more memory than there is');
  module.HEAPU8.set(bytes, address);
  const handle = module._FPDF_LoadMemDocument(address, bytes.length, 0);
  let form: Form | null = null;
  const close = () => {
    form?.close();
    if (handle !== 0) module._FPDF_CloseDocument(handle);
    free(address);
  };
  const refuse = (code: ErrorCode, reason: string) => {
    close();
    return new BenchError(code, { file, reason });
  };
  if (handle === 0) {
    const code = module._FPDF_GetLastError();
    if (code === NEEDS_PASSWORD || code === UNKNOWN_SECURITY) throw refuse('input.encrypted', '');
    throw refuse('input.broken', 'it is no whole PDF');
  }
  if (module._FPDF_GetPageCount(handle) < 1) throw refuse('input.no_pages', '');
  form = openForm(module, handle);
  return { handle, form, close };
}

/** What was filled into a form is drawn by what would let it be filled in. */
interface Form {
  readonly handle: number;
  close(): void;
}

/** Of `FPDF_FORMFILLINFO`, whose size is no more than this; all its callbacks are none. */
const FORM_INFO_BYTES = 256;

function openForm(module: Pdfium, document: number): Form | null {
  if (module._FPDF_GetFormType(document) === 0) return null;
  const { malloc, free } = module.wasmExports;
  const info = malloc(FORM_INFO_BYTES);
  module.HEAPU8.fill(0, info, info + FORM_INFO_BYTES);
  // Its first field is its version; 2 is the one for a PDFium without JavaScript.
  module.HEAPU8[info] = 2;
  const handle = module._FPDFDOC_InitFormFillEnvironment(document, info);
  const close = () => {
    if (handle !== 0) module._FPDFDOC_ExitFormFillEnvironment(handle);
    free(info);
  };
  return { handle, close };
}

interface Opened {
  readonly module: Pdfium;
  readonly handle: number;
  readonly form: Form | null;
  readonly file: string;
  readonly guard: <R>(call: () => R) => R;
  /** Those that are not closed yet. */
  readonly pages: Set<number>;
}

function documentOf(opened: Opened): PdfDocument {
  const { module, handle, guard } = opened;
  return {
    pageCount: module._FPDF_GetPageCount(handle),
    sizeOf: (page) =>
      guard(() => {
        const [width = 0, height = 0] = readDoubles(module, 2, (a, b) => module._FPDF_GetPageSizeByIndex(handle, page, a, b));
        return { width, height };
      }),
    openPage: (page) => guard(() => openPage(opened, page)),
  };
}

function openPage({ module, handle, form, file, guard, pages }: Opened, at: number): PdfPage {
  const page = module._FPDF_LoadPage(handle, at);
  if (page === 0) throw broken(file, `page ${at + 1} cannot be read`);
  pages.add(page);
  if (form !== null) module._FORM_OnAfterLoadPage(page, form.handle);
  const width = module._FPDF_GetPageWidth(page);
  const height = module._FPDF_GetPageHeight(page);
  return {
    width,
    height,
    content: readPageContent(module, page, width * height),
    draw: (across, down, colours) =>
      guard(() => drawPage({ module, page, form: form?.handle ?? 0, file, at }, across, down, colours)),
    close: () => {
      pages.delete(page);
      guard(() => closePage(module, page, form));
    },
  };
}

function closePage(module: Pdfium, page: number, form: Form | null): void {
  if (form !== null) module._FORM_OnBeforeClosePage(page, form.handle);
  module._FPDF_ClosePage(page);
}

interface Drawn {
  readonly module: Pdfium;
  readonly page: number;
  readonly form: number;
  readonly file: string;
  readonly at: number;
}

function drawPage({ module, page, form, file, at }: Drawn, width: number, height: number, colours: Colours) {
  const { malloc, free } = module.wasmExports;
  const { bitmap: format, bytes, flags } = formats[colours];
  const size = width * height * bytes;
  const pixels = malloc(size);
  const bitmap = pixels === 0 ? 0 : module._FPDFBitmap_CreateEx(width, height, format, pixels, width * bytes);
  if (bitmap === 0) throw broken(file, `page ${at + 1} needs more memory than there is`);
  module._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
  const scale = [(width - INSET) / module._FPDF_GetPageWidth(page), (height - INSET) / module._FPDF_GetPageHeight(page)] as const;
  const numbers = malloc(NUMBERS.bytes);
  new Float32Array(module.HEAPU8.buffer, numbers).set([scale[0], 0, 0, scale[1], INSET / 2, INSET / 2, 0, 0, width, height]);
  module._FPDF_RenderPageBitmapWithMatrix(bitmap, page, numbers, numbers + NUMBERS.clip, flags);
  free(numbers);
  if (form !== 0) module._FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, flags);
  const drawn = module.HEAPU8.slice(pixels, pixels + size) as Uint8Array<ArrayBuffer>;
  module._FPDFBitmap_Destroy(bitmap);
  free(pixels);
  return drawn;
}

function readDoubles(module: Pdfium, count: number, call: (...addresses: [number, number]) => unknown): number[] {
  const address = module.wasmExports.malloc(8 * count);
  call(address, address + 8);
  const view = new DataView(module.HEAPU8.buffer, address, 8 * count);
  const values = Array.from({ length: count }, (_, at) => view.getFloat64(8 * at, true));
  module.wasmExports.free(address);
  return values;
}

const broken = (file: string, reason: string): BenchError => new BenchError('input.broken', { file, reason });
