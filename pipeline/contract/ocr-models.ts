/** Which models each OCR engine knows by name, beside `auto` and a folder. */
import type { Settings } from './settings.ts';

const names: Readonly<Record<Settings['ocr.engine'], readonly string[]>> = {
  'tesseract.js': ['best_int', 'standard', 'fast'],
  paddle: ['mobile'],
  tesseract: ['system', 'best_int', 'standard'],
};

export const modelsOf = (engine: Settings['ocr.engine']): readonly string[] => names[engine];

/** A name, of whichever engine; anything else is a folder. */
export const isModelName = (model: string): boolean =>
  model === 'auto' || Object.values(names).some((models) => models.includes(model));
