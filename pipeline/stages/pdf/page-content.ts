/**
 * What is on a page, as far as it decides how the page is drawn: the images with their own resolution, and whether there is
 * text. Nothing is decoded for it.
 */
import { type Pdfium, POINTS_PER_INCH } from './library.ts';

export interface PageContent {
  /** Dots per inch of the scan that the page is; null for a page that is drawn. */
  readonly scanDotsPerInch: number | null;
  /** Pixels of all images together, as they say of themselves; those in stamps and filled-in fields too. */
  readonly imagePixels: number;
  /** Drawn letters, or the invisible ones that a scanner's own OCR left; not those of stamps and fields. */
  readonly hasText: boolean;
}

/** Types of `FPDFPageObj_GetType`. */
const TEXT = 1;
const IMAGE = 3;
const FORM = 5;
/** Images that cover so much of the page together are the page; below the second an image is a logo. */
const SCAN_COVERS = 0.5;
const PART_COVERS = 0.02;
/** Of those that cover so much, the finest counts: some scanners lay the letters over a coarser background. */
const LAYER_COVERS = 0.25;
/** Forms in forms in forms: real ones stay far below. */
const DEEPEST = 8;
const MOST_OBJECTS = 100_000;

/** @param area of the page in square points */
export function readPageContent(module: Pdfium, page: number, area: number): PageContent {
  let imagePixels = 0;
  let hasText = false;
  let covered = 0;
  let coveringPixels = 0;
  let finest = 0;
  let left = MOST_OBJECTS;

  const look = (object: number, depth: number, isNote = false): void => {
    left -= 1;
    const type = module._FPDFPageObj_GetType(object);
    if (type === TEXT && !isNote) hasText = true;
    if (type === IMAGE) {
      const pixels = pixelsOf(module, object);
      imagePixels += pixels;
      // Inside a form it is placed in the form's own space.
      const part = depth === 0 ? boundsOf(module, object) : 0;
      if (part < PART_COVERS * area) return;
      covered += part;
      coveringPixels += pixels;
      if (part >= LAYER_COVERS * area) finest = Math.max(finest, dotsPerInchOf(pixels, part));
    }
    if (type !== FORM || depth >= DEEPEST) return;
    const inside = module._FPDFFormObj_CountObjects(object);
    for (let at = 0; at < inside && left > 0; at += 1) look(module._FPDFFormObj_GetObject(object, at), depth + 1, isNote);
  };
  const objects = module._FPDFPage_CountObjects(page);
  for (let at = 0; at < objects && left > 0; at += 1) look(module._FPDFPage_GetObject(page, at), 0);
  const notes = module._FPDFPage_GetAnnotCount(page);
  for (let at = 0; at < notes && left > 0; at += 1) {
    left -= 1;
    const note = module._FPDFPage_GetAnnot(page, at);
    if (note === 0) continue;
    const inside = module._FPDFAnnot_GetObjectCount(note);
    // As if in a form: it is placed in a space of its own.
    for (let each = 0; each < inside && left > 0; each += 1) look(module._FPDFAnnot_GetObject(note, each), 1, true);
    module._FPDFPage_CloseAnnot(note);
  }
  // Where no image is large, the page was cut into strips of one resolution.
  const dotsPerInch = finest > 0 ? finest : dotsPerInchOf(coveringPixels, covered);
  return { imagePixels, hasText, scanDotsPerInch: coveringPixels > 0 && covered >= SCAN_COVERS * area ? dotsPerInch : null };
}

/** By areas, so that an image that lies turned on the page counts alike. */
const dotsPerInchOf = (pixels: number, area: number): number => POINTS_PER_INCH * Math.sqrt(pixels / area);

function pixelsOf(module: Pdfium, image: number): number {
  return readWords(module, 2, (view, address) => {
    const isKnown = module._FPDFImageObj_GetImagePixelSize(image, address, address + 4) !== 0;
    return isKnown ? view().getUint32(0, true) * view().getUint32(4, true) : 0;
  });
}

/** Square points. */
function boundsOf(module: Pdfium, object: number): number {
  return readWords(module, 4, (view, address) => {
    if (module._FPDFPageObj_GetBounds(object, address, address + 4, address + 8, address + 12) === 0) return 0;
    const [left = 0, bottom = 0, right = 0, top = 0] = [0, 4, 8, 12].map((at) => view().getFloat32(at, true));
    return Math.max(0, right - left) * Math.max(0, top - bottom);
  });
}

/** @param work is given a look at the memory as it is by then: it moves when it grows */
function readWords(module: Pdfium, count: number, work: (view: () => DataView, address: number) => number): number {
  const address = module.wasmExports.malloc(4 * count);
  const value = work(() => new DataView(module.HEAPU8.buffer, address, 4 * count), address);
  module.wasmExports.free(address);
  return value;
}
