/**
 * What OCR settings cost and what they read: engine × model × threads × text height, over the documents of a folder, as CPU
 * seconds of the OCR stage, CER and field F1, each with its 95 % interval.
 *
 *   npm run bench:ocr-settings -- [--docs DIR]… [--passes 1] [--count 20] [--engines tesseract.js,paddle,tesseract]
 *     [--models best_int,fast] [--threads 1,2] [--heights 0,12] [--segmentations column] [--seed 1] [--json]
 *
 * Without `--docs` it reads generated documents. A pass is a trip through all documents; each document is read with every setting
 * before the next is begun, and the order of both is drawn anew for each pass. Separate blocks of runs have differed by 2.2 times
 * on one machine, so a block for each setting would measure the hour; like this, one pass is enough for the differences between
 * settings. Only the OCR stage is timed, as a worker times it; decoding, scoring and enhancement run once for all settings.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import sharp from 'sharp';
import { seededDraw, shuffled } from '../../pipeline/analysis/comparison/seeded.ts';
import { wholeNumberFrom } from '../../pipeline/cli/options.ts';
import { defaultSettings, largestInput } from '../../pipeline/contract/settings.ts';
import { findDocuments } from '../../pipeline/engine/documents.ts';
import { fixtureFiles } from './fixture-files.ts';
import { openEngines } from './ocr-settings/engines.ts';
import { configurations, type GridOptions } from './ocr-settings/grid.ts';
import { type BenchDocument, prepare, readWith, toBenchDocument } from './ocr-settings/reading.ts';
import { figuresOf, type Reading, tableOf, tellFigures } from './ocr-settings/table.ts';
import { tellNotMeasured } from './rows.ts';

interface Options extends GridOptions {
  readonly docs: readonly string[];
  readonly passes: number;
  readonly count: number;
  readonly seed: number;
  readonly json?: boolean;
}

const another = (folder: string, before: readonly string[]): readonly string[] => [...before, folder];
const options = new Command('bench:ocr-settings')
  .description('what OCR settings cost and what they read')
  .option('--docs <folder>', 'documents with their truth; can be given again; generated ones otherwise', another, [])
  .option('--passes <n>', 'trips through all documents', wholeNumberFrom(1), 1)
  .option('--count <n>', 'documents of a folder', wholeNumberFrom(1), 20)
  .option('--engines <names>', 'by commas, as each of the following')
  .option('--models <names>')
  .option('--threads <numbers>')
  .option('--heights <pixels>')
  .option('--segmentations <names>')
  .option('--seed <n>', 'of the order', wholeNumberFrom(0), 1)
  .option('--json', 'print one JSON document')
  .parse()
  .opts<Options>();
const { passes, seed } = options;

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Those without truth say nothing here. */
async function loadDocuments(folder: string): Promise<BenchDocument[]> {
  const { documents } = await findDocuments({
    place: folder,
    selection: existsSync(path.join(folder, 'manifest.json')) ? 'mixed' : 'all',
    count: options.count,
    largestBytes: largestInput(defaultSettings),
  });
  const once = [...new Map(documents.map((document) => [document.file, document])).values()];
  return once.map(toBenchDocument).filter((document) => document !== null);
}

sharp.concurrency(1);
sharp.cache(false);
const folders = options.docs.length > 0 ? options.docs : [(await fixtureFiles(1)).root];
const { engines, missing } = await openEngines(configurations(options));
for (const { name, reason } of missing) {
  say(`left out: ${name}: ${reason}`);
  tellNotMeasured('ocr-settings', name, reason);
}
const all = engines.flatMap(({ configurations: ofEngine }) => ofEngine);

for (const folder of folders) {
  const documents = await loadDocuments(folder);
  const [first] = documents;
  if (first === undefined) throw new Error(`${folder} holds no document with a true text or fields`);
  say(`${folder}: ${documents.length} documents × ${all.length} settings × ${passes} pass${passes === 1 ? '' : 'es'}`);
  // Once unmeasured, so that no setting pays for compiling WebAssembly or for a library's first start.
  const warmUp = await prepare(first);
  for (const { engine, configurations: ofEngine } of engines) {
    if (ofEngine[0] !== undefined) await readWith(ofEngine[0], engine, warmUp);
  }

  const readings: Reading[] = [];
  const startedAt = performance.now();
  const steps = passes * documents.length;
  for (let pass = 0; pass < passes; pass += 1) {
    for (const [place, document] of shuffled(documents, seededDraw(seed, 'documents', pass)).entries()) {
      const prepared = await prepare(document);
      const order = shuffled(
        engines.flatMap(({ engine, configurations: ofEngine }) => ofEngine.map((each) => ({ engine, each }))),
        seededDraw(seed, 'settings', pass, place),
      );
      for (const { engine, each } of order) readings.push({ pass, ...(await readWith(each, engine, prepared)) });
      const done = pass * documents.length + place + 1;
      const minutes = (((performance.now() - startedAt) / done) * (steps - done)) / 60_000;
      process.stderr.write(
        `\rpass ${pass + 1}/${passes}, document ${place + 1}/${documents.length}, ${minutes.toFixed(1)} min to go  `,
      );
    }
  }
  process.stderr.write('\n');
  const figures = figuresOf(all, readings, seed);
  tellFigures(figures, documents.length);
  if (options.json) console.log(JSON.stringify({ folder, documents: documents.length, passes, figures }, null, 1));
  else console.log(`${folder}: ${documents.length} documents, ${passes} pass${passes === 1 ? '' : 'es'}\n${tableOf(figures)}`);
}
for (const { engine } of engines) await engine.close();
