/**
 * The table of `bench:ocr-settings`, and which configuration it marks.
 */
import Table from 'cli-table3';
import type { Settings } from '../../pipeline/contract/settings.ts';

export interface Tally {
  readonly cpuSeconds: number;
  readonly edits: number;
  readonly characters: number;
  readonly documents: number;
}

export interface Configuration {
  readonly settings: Settings;
  /** By set of documents: `fast`, `standard`, the name of a folder. */
  readonly sets: Map<string, Tally>;
}

/** Mean error rates closer than this (one letter in 500) are taken as no loss. */
export const NO_LOSS = 0.002;

const nothing: Tally = { cpuSeconds: 0, edits: 0, characters: 0, documents: 0 };

export function addTo(sets: Map<string, Tally>, set: string, more: Tally): void {
  const before = sets.get(set) ?? nothing;
  sets.set(set, {
    cpuSeconds: before.cpuSeconds + more.cpuSeconds,
    edits: before.edits + more.edits,
    characters: before.characters + more.characters,
    documents: before.documents + more.documents,
  });
}

const errorRate = ({ edits, characters }: Tally): number => edits / Math.max(1, characters);
const cpuPerDocument = ({ cpuSeconds, documents }: Tally): number => cpuSeconds / Math.max(1, documents);

/** Each set counts alike, however many documents it has. */
function meanOver({ sets }: Configuration, value: (tally: Tally) => number): number {
  return [...sets.values()].reduce((sum, tally) => sum + value(tally), 0) / Math.max(1, sets.size);
}

/** The lowest CPU among those whose mean error rate over the sets is that of the best, within `NO_LOSS`. */
export function cheapestWithoutLoss(all: readonly Configuration[]): Configuration | undefined {
  const best = Math.min(...all.map((each) => meanOver(each, errorRate)));
  return all
    .filter((each) => meanOver(each, errorRate) <= best + NO_LOSS)
    .sort((a, b) => meanOver(a, cpuPerDocument) - meanOver(b, cpuPerDocument))[0];
}

export function configurationsTable(all: readonly Configuration[]): string {
  const sets = [...new Set(all.flatMap((each) => [...each.sets.keys()]))];
  const chosen = cheapestWithoutLoss(all);
  const table = new Table({
    head: ['', 'model', 'segmentation', 'text height', ...sets.flatMap((set) => [`${set}: CPU-s`, 'CER %'])],
    style: { head: [], border: [] },
  });
  for (const each of all) {
    const { settings } = each;
    table.push([
      each === chosen ? '→' : '',
      settings['ocr.model'],
      settings['ocr.pageSegmentation'],
      String(settings['ocr.textHeight']),
      ...sets.flatMap((set) => {
        const tally = each.sets.get(set) ?? nothing;
        return [cpuPerDocument(tally).toFixed(2), (100 * errorRate(tally)).toFixed(2)];
      }),
    ]);
  }
  const documents = sets.map((set) => `${all[0]?.sets.get(set)?.documents ?? 0} ${set}`).join(', ');
  return `${table.toString()}\n→ lowest CPU within 0.2 points of the best mean error rate over the sets (${documents})`;
}
