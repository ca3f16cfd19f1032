/**
 * The colours of the app, once: style sheets take them as CSS variables (`--text`, `--stage-ocr` …), canvases and charts as
 * values. Text on every fill reaches a contrast of 4.5.
 */
import type { StageName } from '../../pipeline/contract/stages.ts';

export interface Palette {
  readonly scheme: 'light' | 'dark';
  /** Behind everything. */
  readonly canvas: string;
  /** Panels, tables, charts. */
  readonly surface: string;
  /** Heads of tables, fields, buttons. */
  readonly raised: string;
  readonly border: string;
  readonly text: string;
  readonly muted: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly good: string;
  readonly warn: string;
  readonly bad: string;
  /** Behind what is chosen or found. */
  readonly highlight: string;
  readonly job: string;
  readonly remainder: string;
  readonly stages: Readonly<Record<StageName, string>>;
}

export const light: Palette = {
  scheme: 'light',
  canvas: '#f5f6f8',
  surface: '#ffffff',
  raised: '#eceff3',
  border: '#cfd6de',
  text: '#171c22',
  muted: '#55606d',
  accent: '#0b5cad',
  onAccent: '#ffffff',
  good: '#1a7038',
  warn: '#8a5300',
  bad: '#b3261e',
  highlight: '#ffe89a',
  job: '#dde3ea',
  remainder: '#b9c2cc',
  stages: {
    fetch: '#83c5e4',
    quality_scoring: '#97d08f',
    pre_ocr: '#dcb8ea',
    enhancement: '#fcc86a',
    ocr: '#f2938f',
    schema_adaptation: '#afacf0',
    upload: '#9fd8cf',
  },
};

export const dark: Palette = {
  scheme: 'dark',
  canvas: '#111418',
  surface: '#1a1e24',
  raised: '#262c34',
  border: '#3a424d',
  text: '#e9ecf0',
  muted: '#a3adb9',
  accent: '#6fb2f5',
  onAccent: '#08192b',
  good: '#6fcf8a',
  warn: '#f0b85a',
  bad: '#ff8f85',
  highlight: '#6b5a12',
  job: '#343c46',
  remainder: '#4b5561',
  stages: {
    fetch: '#1d6685',
    quality_scoring: '#356f31',
    pre_ocr: '#744387',
    enhancement: '#7f5c0b',
    ocr: '#9c3d38',
    schema_adaptation: '#524daa',
    upload: '#1f6b61',
  },
};

/** `schema_adaptation` becomes `--stage-schema-adaptation`. */
export function applyPalette(palette: Palette, root: HTMLElement): void {
  const { scheme, stages, ...colours } = palette;
  root.dataset.scheme = scheme;
  root.style.colorScheme = scheme;
  const named = (name: string) => name.replaceAll(/[_A-Z]/g, (sign) => `-${sign === '_' ? '' : sign.toLowerCase()}`);
  for (const [name, colour] of Object.entries(colours)) root.style.setProperty(`--${named(name)}`, colour);
  for (const [stage, colour] of Object.entries(stages)) root.style.setProperty(`--stage-${named(stage)}`, colour);
}
