/**
 * PDFium, compiled to WebAssembly, as this process has it: loaded when the first PDF comes, so that a run without any pays
 * nothing. It draws on the calling thread, hence its CPU is the worker's own. It has no JavaScript engine and no network: what
 * a file would run or fetch is not run and not fetched.
 *
 * Its memory grows with the largest document and never shrinks, so an instance that grew large is let go with its document.
 */
import type { PDFiumModule } from '@hyzyla/pdfium';

/** What its type does not list of what it exports. Objects are addresses; 0 is none. */
interface MoreOfPdfium {
  _FPDF_GetPageSizeByIndex(document: number, page: number, width: number, height: number): number;
  _FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number;
  /** @param matrix six numbers, from points at the page's top left to pixels; @param clip left, top, right, bottom */
  _FPDF_RenderPageBitmapWithMatrix(bitmap: number, page: number, matrix: number, clip: number, flags: number): void;
  /** 0 where the file has no form that can be filled in. */
  _FPDF_GetFormType(document: number): number;
  _FPDFFormObj_CountObjects(form: number): number;
  _FPDFFormObj_GetObject(form: number, index: number): number;
  _FPDFPage_GetAnnotCount(page: number): number;
  _FPDFPage_GetAnnot(page: number, index: number): number;
  _FPDFPage_CloseAnnot(annotation: number): void;
  /** Of what is drawn for an annotation. */
  _FPDFAnnot_GetObjectCount(annotation: number): number;
  _FPDFAnnot_GetObject(annotation: number, index: number): number;
}
export type Pdfium = Awaited<ReturnType<typeof PDFiumModule>> & MoreOfPdfium;

export const POINTS_PER_INCH = 72;

/** Above this the memory is given back; loading anew takes 40 ms. */
const KEPT_BYTES = 256 * 1024 * 1024;

let loaded: Pdfium | null = null;

export const isPdfiumLoaded = (): boolean => loaded !== null;

export async function loadPdfium(): Promise<Pdfium> {
  if (loaded !== null) return loaded;
  const { PDFiumModule } = await import('@hyzyla/pdfium');
  // It would write what it notices of a broken file to the worker's streams; the error code says it.
  const silent = { print: () => undefined, printErr: () => undefined };
  const module = (await PDFiumModule(silent as Parameters<typeof PDFiumModule>[0])) as Pdfium;
  module._FPDF_InitLibraryWithConfig({ version: 2 });
  loaded = module;
  return module;
}

/** After a document: keeps the instance for the next one, unless it grew large or broke down. */
export function releasePdfium(module: Pdfium, { isSound }: { readonly isSound: boolean }): void {
  if (loaded === module && (!isSound || module.HEAPU8.length > KEPT_BYTES)) loaded = null;
}
