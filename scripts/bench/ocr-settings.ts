/**
 * Finds the OCR settings to ship: every model × page segmentation × text height reads the same documents, and the cheapest one
 * that loses no accuracy is marked.
 *
 *   npm run bench:ocr-settings -- [--docs DIR]… [--count 8] [--models best_int,standard,/folder] [--segmentations auto,column,block]
 *     [--heights 0,12,20] [--json]
 *
 * Decoding, scoring and enhancement run once per document with the default settings; only the OCR stage is timed. All
 * configurations read a document before the next one is begun, in an order that turns with each document: separate blocks of
 * runs have differed by 2.2 times on one machine, so a block per configuration would measure the hour.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { errorRates } from '../../pipeline/analysis/accuracy.ts';
import { defaultSettings, largestInput, parseSettings, type Settings } from '../../pipeline/contract/settings.ts';
import { cpuMicroseconds } from '../../pipeline/contract/spans.ts';
import type { StageContext } from '../../pipeline/contract/stage-context.ts';
import { toSeconds } from '../../pipeline/contract/units.ts';
import { findDocuments } from '../../pipeline/engine/documents.ts';
import { processCpu } from '../../pipeline/measure/cpu.ts';
import { type OcrEngine, openEngine } from '../../pipeline/ocr/engine.ts';
import { enhance } from '../../pipeline/stages/enhancement.ts';
import { recognise } from '../../pipeline/stages/ocr.ts';
import { scoreQuality } from '../../pipeline/stages/quality-scoring.ts';
import { fixtureFiles } from './fixture-files.ts';
import { addTo, type Configuration, configurationsTable, type Tally } from './ocr-settings-table.ts';

const { values: options } = parseArgs({
  options: {
    docs: { type: 'string', multiple: true, default: [] },
    count: { type: 'string', default: '8' },
    models: { type: 'string', default: 'best_int,standard' },
    segmentations: { type: 'string', default: 'auto,column,block' },
    heights: { type: 'string', default: '0,12,20' },
    json: { type: 'boolean', default: false },
  },
});

interface BenchDocument {
  /** Column of the table. */
  readonly set: string;
  readonly file: string;
  readonly truth: string;
}

const contextOf = (settings: Settings): StageContext => ({
  settings,
  part: async (_name, work) => work(),
  chargeChild: () => undefined,
});

const list = (text: string): string[] => text.split(',').map((word) => word.trim());

function configurations(): Configuration[] {
  return list(options.models).flatMap((model) =>
    list(options.segmentations).flatMap((segmentation) =>
      list(options.heights).map((height) => ({
        settings: parseSettings({ 'ocr.model': model, 'ocr.pageSegmentation': segmentation, 'ocr.textHeight': height }),
        sets: new Map<string, Tally>(),
      })),
    ),
  );
}

/** The first generated documents of each path, and of every folder named; those without a true text say nothing here. */
async function loadDocuments(): Promise<BenchDocument[]> {
  const count = Number(options.count);
  const { root: generated } = await fixtureFiles(1);
  const found: BenchDocument[] = [];
  const add = async (set: string, folder: string, selection: 'all' | 'fast' | 'standard', most: number | null): Promise<void> => {
    for (const { root, file, truth } of (
      await findDocuments({ place: folder, selection, count: most, largestBytes: largestInput(defaultSettings) })
    ).documents) {
      if (truth?.text !== undefined) found.push({ set, file: path.join(root, file), truth: truth.text });
    }
  };
  await add('fast', generated, 'fast', count);
  await add('standard', generated, 'standard', count);
  for (const folder of options.docs) await add(path.basename(folder), folder, 'all', null);
  return found;
}

async function openEngines(all: readonly Configuration[]): Promise<Map<string, OcrEngine>> {
  const engines = new Map<string, OcrEngine>();
  for (const { settings } of all) {
    const model = settings['ocr.model'];
    if (!engines.has(model)) engines.set(model, await openEngine(settings, contextOf(settings).part));
  }
  return engines;
}

/** @param keep false for the round that only warms up */
async function measure(document: BenchDocument, order: Configuration[], engines: Map<string, OcrEngine>, keep: boolean) {
  const prepared = contextOf(defaultSettings);
  const scored = await scoreQuality(prepared, { file: document.file, bytes: await readFile(document.file) });
  const { pages } = await enhance(prepared, scored.pages, scored.quality, scored.path);
  for (const { settings, sets } of order) {
    const engine = engines.get(settings['ocr.model']);
    if (engine === undefined) continue;
    const before = cpuMicroseconds(processCpu());
    const { text } = await recognise(contextOf(settings), engine, pages, scored.quality);
    const cpuSeconds = toSeconds(cpuMicroseconds(processCpu()) - before);
    const { edits, characters } = errorRates(document.truth, text);
    if (keep) addTo(sets, document.set, { cpuSeconds, edits, characters, documents: 1 });
  }
}

sharp.concurrency(1);
sharp.cache(false);
const documents = await loadDocuments();
const all = configurations();
const engines = await openEngines(all);
// Once unmeasured, so that no configuration pays for compiling WebAssembly.
for (const document of documents.slice(0, 1)) await measure(document, all, engines, false);
for (const [index, document] of documents.entries()) {
  process.stderr.write(`\r${index + 1}/${documents.length} ${path.basename(document.file)}   `);
  const turn = index % all.length;
  await measure(document, [...all.slice(turn), ...all.slice(0, turn)], engines, true);
}
process.stderr.write('\n');
const plain = all.map(({ settings, sets }) => ({ settings, sets: Object.fromEntries(sets) }));
console.log(options.json ? JSON.stringify(plain, null, 1) : configurationsTable(all));
for (const engine of engines.values()) await engine.close();
