/**
 * The five optimisations of the source report's § 5.1 as pairs of settings, each with the saving that the report expects of it.
 */
import type { SettingKey, Settings } from './settings.ts';

type Changes = { readonly [Key in SettingKey]?: Settings[Key] };

export interface Preset {
  readonly name: string;
  readonly title: string;
  /** Side `a`, then side `b`, over whatever else was set. */
  readonly sides: readonly [Changes, Changes];
  /** Shares of CPU per document that the report expects to be saved. */
  readonly expected: { readonly low: number; readonly high: number };
  readonly sentence: string;
}

export const presets: readonly Preset[] = [
  {
    name: 'threads',
    title: 'OCR threads 4 → 2',
    sides: [{ 'ocr.threads': 4 }, { 'ocr.threads': 2 }],
    expected: { low: 0.1, high: 0.2 },
    sentence: 'Fewer threads read a page with less CPU lost to waiting for each other.',
  },
  {
    name: 'skip-enhancement',
    title: 'Skip enhancement on good scans (GUARD-001)',
    sides: [{ 'enhancement.skip': 'never' }, { 'enhancement.skip': 'auto' }],
    expected: { low: 0.15, high: 0.25 },
    sentence: 'Documents whose quality score is high enough are read as they are.',
  },
  {
    name: 'pre-resize',
    title: 'Reduce pages before OCR',
    sides: [{ 'ocr.maxSide': 20_000 }, { 'ocr.maxSide': 1600 }],
    expected: { low: 0.2, high: 0.3 },
    sentence: 'Pages above 1600 pixels are reduced, unless their letters would become too small.',
  },
  {
    name: 'light-model',
    title: 'Lighter OCR model',
    sides: [{ 'ocr.model': 'auto' }, { 'ocr.model': 'fast' }],
    expected: { low: 0.3, high: 0.4 },
    sentence: 'The small model of Tesseract instead of the exact one.',
  },
  {
    name: 'batch',
    title: 'Batches: one model load for 8 documents',
    sides: [{ 'batch.size': 1 }, { 'batch.size': 8 }],
    expected: { low: 0.1, high: 0.15 },
    sentence: 'The OCR model is loaded once for several documents and not for each.',
  },
];

export const presetNamed = (name: string): Preset | undefined => presets.find((preset) => preset.name === name);
