/**
 * What our OCR engines cost beside others that do the same work: `paddle` beside the public npm SDKs with the same models,
 * tesseract.js beside the system's tesseract.
 *
 *   npm run bench:ocr -- [--docs DIR] [--count 6] [--rounds 1] [--threads 1] [--side 960] [--engines paddle,tesseract.js,…]
 *
 * DIR is a folder of documents with true texts (`name.txt` beside `name.jpg`); without it the generated ones are read. Every
 * engine is a process of its own and reads the same picture: decoded, grey, at most `ocr.maxSide`, as PNG. All engines read
 * a document before the next one is begun, in an order that turns with each document. The first document is read once
 * unmeasured. Rows of text are grouped alike for all of them.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import sharp from 'sharp';
import { errorRates } from '../../pipeline/analysis/accuracy.ts';
import { wholeNumberFrom } from '../../pipeline/cli/options.ts';
import { reasonOf } from '../../pipeline/contract/errors.ts';
import { defaultSettings, largestInput } from '../../pipeline/contract/settings.ts';
import { findDocuments } from '../../pipeline/engine/documents.ts';
import { engineNames } from '../../pipeline/ocr/engine.ts';
import { groupRows } from '../../pipeline/ocr/rows.ts';
import { fixtureFiles } from './fixture-files.ts';
import { type EngineProcess, startEngine } from './ocr/engine-process.ts';
import { installSdk, modelFiles, type SdkName, sdkNames } from './ocr/public-sdks.ts';
import { type EngineTally, enginesTable, newTally, tellEngines } from './ocr/table.ts';
import { tellNotMeasured } from './rows.ts';

interface Options {
  readonly docs?: string;
  readonly count?: number;
  readonly rounds: number;
  readonly threads: number;
  readonly side: number;
  readonly engines: string;
}

const options = new Command('bench:ocr')
  .description('our OCR engines beside others that do the same work')
  .option('--docs <folder>', 'documents with their true texts; generated ones otherwise')
  .option('--count <n>', 'documents', wholeNumberFrom(1))
  .option('--rounds <n>', 'trips through all documents', wholeNumberFrom(1), 1)
  .option('--threads <n>', 'of each engine', wholeNumberFrom(1), 1)
  .option(
    '--side <pixels>',
    'at which text is looked for, where it can be set',
    wholeNumberFrom(1),
    defaultSettings['ocr.detectorSide'],
  )
  .option('--engines <names>', 'by commas', [...sdkNames, ...engineNames].join(','))
  .parse()
  .opts<Options>();
const GENERATED_COUNT = 6;

interface BenchDocument {
  readonly file: string;
  readonly truth: string;
}

async function loadDocuments(folder: string): Promise<BenchDocument[]> {
  const generated = options.docs === undefined;
  const count = options.count ?? (generated ? GENERATED_COUNT : null);
  const place = options.docs ?? (await fixtureFiles(1)).root;
  const selection = generated ? 'mixed' : 'all';
  const { documents } = await findDocuments({ place, selection, count, largestBytes: largestInput(defaultSettings) });
  const prepared: BenchDocument[] = [];
  for (const { root, file, truth } of documents) {
    if (truth?.text === undefined) continue;
    const picture = path.join(folder, `${prepared.length}.png`);
    const side = defaultSettings['ocr.maxSide'];
    await sharp(path.join(root, file))
      .rotate()
      .greyscale()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ compressionLevel: 1 })
      .toFile(picture);
    prepared.push({ file: picture, truth: truth.text });
  }
  return prepared;
}

/** Engines that cannot be had are named with the reason, and the rest go on. */
async function startEngines(folder: string): Promise<EngineProcess[]> {
  const models = await modelFiles(folder);
  const started: EngineProcess[] = [];
  for (const engine of options.engines.split(',').map((name) => name.trim())) {
    try {
      const sdk = sdkNames.find((name): name is SdkName => name === engine);
      const place = sdk === undefined ? null : await installSdk(sdk, folder);
      const reader = { engine, threads: options.threads, detectorSide: options.side, folder: place, models };
      started.push(await startEngine(reader));
    } catch (error) {
      console.log(`${engine} is left out: ${reasonOf(error)}`);
      tellNotMeasured('ocr', `${engine}: a page read`, reasonOf(error));
    }
  }
  return started;
}

async function measure(engine: EngineProcess, document: BenchDocument, tally: EngineTally): Promise<void> {
  try {
    const { words, cpuSeconds } = await engine.read(document.file);
    const text = groupRows(words)
      .map((row) => row.map((word) => word.text).join(' '))
      .join('\n');
    tally.read.push({ ...errorRates(document.truth, text), cpuSeconds });
  } catch (error) {
    tally.failures.push(reasonOf(error));
  }
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-bench-ocr-'));
const engines: EngineProcess[] = [];
try {
  const pictures = path.join(folder, 'pictures');
  await mkdir(pictures);
  const documents = await loadDocuments(pictures);
  engines.push(...(await startEngines(folder)));
  const tallies = new Map(engines.map((each): [EngineProcess, EngineTally] => [each, newTally(each.name)]));
  for (const { file } of documents.slice(0, 1)) {
    for (const engine of engines) await engine.read(file).catch(() => undefined);
  }
  for (let round = 0; round < options.rounds; round += 1) {
    for (const [index, document] of documents.entries()) {
      process.stderr.write(`\rround ${round + 1}, document ${index + 1}/${documents.length} `);
      const turn = (round + index) % Math.max(1, engines.length);
      for (const engine of [...engines.slice(turn), ...engines.slice(0, turn)]) {
        const tally = tallies.get(engine);
        if (tally !== undefined) await measure(engine, document, tally);
      }
    }
  }
  process.stderr.write('\n');
  tellEngines([...tallies.values()]);
  console.log(enginesTable([...tallies.values()]));
  console.log(`${documents.length} documents, threads ${options.threads}, detection at ${options.side} px where it can be set`);
} finally {
  for (const engine of engines) await engine.close();
  await rm(folder, { recursive: true, force: true });
}
