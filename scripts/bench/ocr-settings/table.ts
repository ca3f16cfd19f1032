/**
 * The table of `bench:ocr-settings`: means with 95 % intervals, and the setting of each engine that costs least without reading
 * worse.
 *
 * Intervals: passes and documents are drawn again, crossed, since they are the same documents in every pass; all settings share
 * the draws, so that the ratio to the first is one of like with like. With one pass, documents alone are drawn.
 */
import Table from 'cli-table3';
import { fieldScores } from '../../../pipeline/analysis/accuracy-fields.ts';
import { percentileBounds } from '../../../pipeline/analysis/comparison/bootstrap.ts';
import { type Draw, seededDraw } from '../../../pipeline/analysis/comparison/seeded.ts';
import type { Interval } from '../../../pipeline/contract/comparison.ts';
import { confidence, tell } from '../rows.ts';
import type { Configuration } from './grid.ts';

interface Counts {
  readonly cpu_seconds: number;
  readonly wall_seconds: number;
  readonly edits: number;
  readonly characters: number;
  readonly right: number;
  readonly wrong: number;
  readonly missing: number;
  readonly spurious: number;
}

export interface Reading extends Counts {
  readonly configuration: string;
  readonly document: string;
  readonly pass: number;
}

export interface Figures {
  readonly configuration: Configuration;
  /** Per document. */
  readonly cpu_seconds: Interval;
  readonly wall_seconds: Interval;
  /** CPU over that of the first setting. */
  readonly ratio: Interval;
  /** Null without true texts, or fields. */
  readonly cer: Interval | null;
  readonly field_f1: Interval | null;
  readonly cheapest_without_loss: boolean;
}

/** Error rates closer than this (one letter in 500) are taken as no loss. */
const NO_LOSS = 0.002;
const RESAMPLES = 2000;

/** How often each document of each pass counts. */
type Weight = (pass: number, document: string) => number;

export function figuresOf(all: readonly Configuration[], readings: readonly Reading[], seed: number): Figures[] {
  const weights = [(): number => 1, ...resampledWeights(readings, seed)];
  const byConfiguration = Map.groupBy(readings, ({ configuration }) => configuration);
  const sums = all.map(({ name }) => weights.map((weight) => sumOf(byConfiguration.get(name) ?? [], weight)));
  const figures = all.map((configuration, index) => {
    const own = sums[index] ?? [];
    return {
      configuration,
      cpu_seconds: intervalOf(own.map(({ cpu_seconds, readings: count }) => cpu_seconds / count)),
      wall_seconds: intervalOf(own.map(({ wall_seconds, readings: count }) => wall_seconds / count)),
      ratio: intervalOf(own.map(({ cpu_seconds }, draw) => cpu_seconds / (sums[0]?.[draw]?.cpu_seconds ?? 0))),
      cer: intervalOrNull(own.map(({ edits, characters }) => (characters === 0 ? null : edits / characters))),
      field_f1: intervalOrNull(own.map((sum) => fieldScores(sum)?.f1 ?? null)),
    };
  });
  const engineOf = ({ configuration }: (typeof figures)[number]) => configuration.settings['ocr.engine'];
  const cheapest = new Set([...Map.groupBy(figures, engineOf).values()].map(cheapestWithoutLoss));
  return figures.map((figure) => ({ ...figure, cheapest_without_loss: cheapest.has(figure) }));
}

/** Of settings of one engine. */
function cheapestWithoutLoss<Figure extends Pick<Figures, 'cpu_seconds' | 'cer'>>(
  figures: readonly Figure[],
): Figure | undefined {
  const rate = ({ cer }: Figure) => cer?.estimate ?? 0;
  const best = Math.min(...figures.map(rate));
  return figures
    .filter((figure) => rate(figure) <= best + NO_LOSS)
    .toSorted((one, other) => one.cpu_seconds.estimate - other.cpu_seconds.estimate)[0];
}

function resampledWeights(readings: readonly Reading[], seed: number): Weight[] {
  const passes = [...new Set(readings.map(({ pass }) => pass))];
  const documents = [...new Set(readings.map(({ document }) => document))];
  const draw = seededDraw(seed, 'resamples');
  return Array.from({ length: RESAMPLES }, (): Weight => {
    const ofPass = passes.length === 1 ? new Map([[passes[0], 1]]) : drawnAgain(passes, draw);
    const ofDocument = drawnAgain(documents, draw);
    return (pass, document) => (ofPass.get(pass) ?? 0) * (ofDocument.get(document) ?? 0);
  });
}

function drawnAgain<Key>(keys: readonly Key[], draw: Draw): Map<Key | undefined, number> {
  const counts = new Map<Key | undefined, number>();
  for (let drawn = 0; drawn < keys.length; drawn += 1) {
    const key = keys[draw(keys.length)];
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function sumOf(readings: readonly Reading[], weight: Weight): Counts & { readonly readings: number } {
  const sum = { cpu_seconds: 0, wall_seconds: 0, edits: 0, characters: 0, right: 0, wrong: 0, missing: 0, spurious: 0 };
  let count = 0;
  for (const reading of readings) {
    const times = weight(reading.pass, reading.document);
    if (times === 0) continue;
    count += times;
    for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += times * reading[key];
  }
  return { ...sum, readings: count };
}

/** @param values the estimate, then the resamples */
function intervalOf([estimate = 0, ...resampled]: readonly number[]): Interval {
  const bounds = percentileBounds(resampled);
  return { estimate, low: bounds?.low ?? estimate, high: bounds?.high ?? estimate };
}

function intervalOrNull(values: readonly (number | null)[]): Interval | null {
  const known = values.filter((value) => value !== null);
  return values[0] === null ? null : intervalOf(known);
}

const shown = (interval: Interval | null, digits: number, factor = 1): string =>
  interval === null
    ? '–'
    : `${(interval.estimate * factor).toFixed(digits)} (${(interval.low * factor).toFixed(digits)}–${(interval.high * factor).toFixed(digits)})`;

export function tellFigures(figures: readonly Figures[], documents: number): void {
  for (const { configuration, cpu_seconds, cer, cheapest_without_loss } of figures) {
    tell('ocr-settings', {
      ...{ what: `OCR stage with ${configuration.name}`, value: cpu_seconds.estimate, unit: 'CPU s' },
      spread: confidence(cpu_seconds),
      note: `CER ${shown(cer, 1, 100)} %, ${documents} documents${cheapest_without_loss ? '; the cheapest of its engine without loss' : ''}`,
    });
  }
}

export function tableOf(figures: readonly Figures[]): string {
  const table = new Table({
    head: [
      '',
      'engine',
      'model',
      'threads',
      'text height',
      'segmentation',
      'CPU s',
      'of the first',
      'wall s',
      'CER %',
      'field F1 %',
    ],
    colAligns: ['left', 'left', 'left', 'right', 'right', 'left', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  for (const { configuration, cheapest_without_loss, ...figure } of figures) {
    const { settings } = configuration;
    table.push([
      cheapest_without_loss ? '→' : '',
      settings['ocr.engine'],
      settings['ocr.model'],
      settings['ocr.threads'],
      settings['ocr.textHeight'],
      settings['ocr.pageSegmentation'],
      shown(figure.cpu_seconds, 2),
      shown(figure.ratio, 2),
      shown(figure.wall_seconds, 2),
      shown(figure.cer, 1, 100),
      shown(figure.field_f1, 0, 100),
    ]);
  }
  const legend = 'per document, with 95 % intervals; → each engine’s lowest CPU within 0.2 points of its lowest CER';
  return `${table.toString()}\n${legend}`;
}
