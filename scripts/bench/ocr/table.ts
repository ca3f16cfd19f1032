/**
 * The table of `bench:ocr`.
 */
import Table from 'cli-table3';
import { corpusErrorRates, type ErrorCounts } from '../../../pipeline/analysis/accuracy.ts';
import { tell } from '../rows.ts';

export interface EngineTally {
  readonly engine: string;
  readonly read: (ErrorCounts & { readonly cpuSeconds: number })[];
  readonly failures: string[];
}

export const newTally = (engine: string): EngineTally => ({ engine, read: [], failures: [] });

/** Which of ours an engine is held against; the others stand beside the first row. */
const opponents: Readonly<Record<string, string>> = {
  'ppu-paddle-ocr': 'paddle',
  '@gutenye/ocr-node': 'paddle',
  tesseract: 'tesseract.js',
};

const cpuPerDocument = ({ read }: EngineTally): number =>
  read.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0) / Math.max(1, read.length);

export function enginesTable(tallies: readonly EngineTally[]): string {
  const table = new Table({
    head: ['engine', 'documents', 'CPU-s/doc', 'CER %', 'without spaces %', 'CPU, as a multiple of ours'],
    style: { head: [], border: [] },
  });
  for (const tally of tallies) {
    const { cer, cer_without_spaces } = corpusErrorRates(tally.read);
    table.push([
      tally.engine,
      String(tally.read.length),
      cpuPerDocument(tally).toFixed(3),
      (100 * cer).toFixed(2),
      (100 * cer_without_spaces).toFixed(2),
      ratioToOurs(tally, tallies),
    ]);
  }
  const failures = tallies.flatMap(({ engine, failures: [first], failures: all }) =>
    first === undefined ? [] : [`${engine} failed on ${all.length} documents (${first}).`],
  );
  return [table.toString(), ...failures].join('\n');
}

/** The engines of others are to cost at least what ours do. */
export function tellEngines(tallies: readonly EngineTally[]): void {
  for (const tally of tallies) {
    const reads = `CER ${(100 * corpusErrorRates(tally.read).cer).toFixed(1)} %, ${tally.read.length} documents`;
    tell('ocr', { what: `${tally.engine}: a page read, warm`, value: cpuPerDocument(tally), unit: 'CPU s', note: reads });
    const ours = tallies.find(({ engine }) => engine === opponents[tally.engine]);
    if (ours === undefined || ours.read.length === 0 || tally.read.length === 0) continue;
    const ratio = cpuPerDocument(tally) / cpuPerDocument(ours);
    const isForeign = tally.engine !== 'tesseract';
    tell('ocr', {
      what: `${tally.engine} over our ${ours.engine}`,
      value: ratio,
      unit: '×',
      ...(isForeign ? { goal: { atLeast: 1 } } : {}),
    });
  }
}

function ratioToOurs(tally: EngineTally, tallies: readonly EngineTally[]): string {
  const ours = tallies.find(({ engine }) => engine === opponents[tally.engine]);
  if (ours === undefined || ours.read.length === 0 || tally.read.length === 0) return '';
  return `${(cpuPerDocument(tally) / cpuPerDocument(ours)).toFixed(2)} × ${ours.engine}`;
}
