/**
 * Finds the OCR settings to ship: every model × page segmentation × text height reads the same documents, and the cheapest one
 * that loses no accuracy is marked.
 *
 *   npm run bench:ocr-settings -- --docs DIR [--docs DIR …] [--count 10] [--models best_int,standard,/folder]
 *
 * Decoding, scoring and enhancement run once per document with the default settings; only the OCR stage is timed. All
 * configurations read a document before the next one is begun, in an order that turns with each document: separate blocks of
 * runs have differed by 2.2 times on one machine, so a block per configuration would measure the hour.
 */
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { errorRates } from '../../pipeline/analysis/accuracy.ts';
import { defaultSettings, parseSettings, type Settings } from '../../pipeline/contract/settings.ts';
import type { StageContext } from '../../pipeline/contract/stage-context.ts';
import { type OcrEngine, openEngine } from '../../pipeline/ocr/engine.ts';
import { enhance } from '../../pipeline/stages/enhancement.ts';
import { recognise } from '../../pipeline/stages/ocr.ts';
import { scoreQuality } from '../../pipeline/stages/quality-scoring.ts';
import { type BenchDocument, loadDocuments } from './documents-with-truth.ts';

const { values: options } = parseArgs({
  options: {
    docs: { type: 'string', multiple: true, default: ['fixtures/load-test'] },
    count: { type: 'string', default: '8' },
    models: { type: 'string', default: 'best_int,standard' },
    segmentations: { type: 'string', default: 'auto,column,block' },
    heights: { type: 'string', default: '0,10,14,20' },
    json: { type: 'boolean', default: false },
  },
});

/** Character error rates closer than this (0.002 is one letter in 500) are taken as no loss. */
const NO_LOSS = 0.002;

interface Tally {
  cpuSeconds: number;
  edits: number;
  characters: number;
  documents: number;
}

interface Configuration {
  readonly settings: Settings;
  readonly sets: Map<string, Tally>;
}

const contextOf = (settings: Settings): StageContext => ({
  settings,
  part: async (_name, work) => work(),
  chargeChild: () => undefined,
});

function configurations(): Configuration[] {
  const list = (text: string): string[] => text.split(',').map((word) => word.trim());
  return list(options.models).flatMap((model) =>
    list(options.segmentations).flatMap((segmentation) =>
      list(options.heights).map((height) => ({
        settings: parseSettings({ 'ocr.model': model, 'ocr.pageSegmentation': segmentation, 'ocr.textHeight': height }),
        sets: new Map<string, Tally>(),
      })),
    ),
  );
}

async function openEngines(all: readonly Configuration[]): Promise<Map<string, OcrEngine>> {
  const engines = new Map<string, OcrEngine>();
  for (const { settings } of all) {
    const model = settings['ocr.model'];
    if (!engines.has(model)) engines.set(model, await openEngine(settings, contextOf(settings).part));
  }
  return engines;
}

async function measureDocument(document: BenchDocument, all: Configuration[], engines: Map<string, OcrEngine>): Promise<void> {
  const prepared = contextOf(defaultSettings);
  const { quality, pages, path } = await scoreQuality(prepared, document);
  const enhanced = await enhance(prepared, pages, quality, path);
  for (const configuration of all) {
    const engine = engines.get(configuration.settings['ocr.model']);
    if (engine === undefined) continue;
    const before = process.cpuUsage();
    const { text } = await recognise(contextOf(configuration.settings), engine, enhanced.pages, quality);
    const burnt = process.cpuUsage(before);
    const rates = errorRates(text, document.text);
    const tally = configuration.sets.get(document.set) ?? { cpuSeconds: 0, edits: 0, characters: 0, documents: 0 };
    tally.cpuSeconds += (burnt.user + burnt.system) / 1e6;
    tally.edits += rates.edits;
    tally.characters += rates.characters;
    tally.documents += 1;
    configuration.sets.set(document.set, tally);
  }
}

const errorRate = (tally: Tally): number => (tally.characters === 0 ? 0 : tally.edits / tally.characters);
const cpuPerDocument = (tally: Tally): number => tally.cpuSeconds / Math.max(1, tally.documents);

function cheapestWithoutLoss(all: readonly Configuration[]): Configuration | undefined {
  const sets = [...(all[0]?.sets.keys() ?? [])];
  const rates = (each: Configuration): number[] => sets.map((set) => errorRate(each.sets.get(set) ?? noTally));
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const best = Math.min(...all.map((each) => mean(rates(each))));
  const cost = (each: Configuration): number => mean(sets.map((set) => cpuPerDocument(each.sets.get(set) ?? noTally)));
  return all.filter((each) => mean(rates(each)) <= best + NO_LOSS).sort((a, b) => cost(a) - cost(b))[0];
}
const noTally: Tally = { cpuSeconds: 0, edits: 0, characters: 0, documents: 0 };

function print(all: readonly Configuration[]): void {
  const sets = [...(all[0]?.sets.keys() ?? [])];
  const chosen = cheapestWithoutLoss(all);
  const table = new Table({
    head: ['', 'model', 'segmentation', 'text height', ...sets.flatMap((set) => [`${set}: CPU-s/doc`, 'CER %'])],
    style: { head: [] },
  });
  for (const each of all) {
    const { settings } = each;
    const results = sets.flatMap((set) => {
      const tally = each.sets.get(set) ?? noTally;
      return [cpuPerDocument(tally).toFixed(2), (100 * errorRate(tally)).toFixed(2)];
    });
    const mark = each === chosen ? '→' : '';
    table.push([mark, settings['ocr.model'], settings['ocr.pageSegmentation'], settings['ocr.textHeight'], ...results]);
  }
  console.log(table.toString());
  console.log('→ the lowest CPU among those within 0.2 points of the best mean error rate over the sets');
}

const documents = await loadDocuments(options.docs, Number(options.count));
const all = configurations();
const engines = await openEngines(all);
const first = documents[0];
// Once unmeasured, so that no configuration pays for compiling WebAssembly.
if (first !== undefined) await measureDocument(first, structuredCloneless(all), engines);
for (const [index, document] of documents.entries()) {
  process.stderr.write(`\r${index + 1}/${documents.length} ${document.file.slice(-40)}   `);
  const turn = index % all.length;
  await measureDocument(document, [...all.slice(turn), ...all.slice(0, turn)], engines);
}
process.stderr.write('\n');
if (options.json) {
  console.log(
    JSON.stringify(
      all.map(({ settings, sets }) => ({ settings, sets: Object.fromEntries(sets) })),
      null,
      1,
    ),
  );
} else {
  print(all);
}
for (const engine of engines.values()) await engine.close();
