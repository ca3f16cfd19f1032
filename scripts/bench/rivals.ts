/**
 * CPU seconds of a document read by our pipeline, beside what OCRmyPDF and plain tesseract take for it, at equal or better CER.
 *
 *   npm run bench:rivals -- [--docs DIR] [--count 20] [--passes 1] [--seed 1] [--sides default,fast,tesseract,…] [--json]
 *
 * DIR holds documents with their true texts (`name.txt` beside `name.jpg`); without it generated ones are read. All sides read a
 * document before the next is begun, in an order drawn anew for each. Ours is a worker process as a run has it, warm: its start-up and
 * its first, cold job are paid once a worker and stand apart. The programs start and load their model in each call, and that is in their
 * figure; what a call takes for a blank page stands apart. One thread each.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import sharp from 'sharp';
import { seededDraw, shuffled } from '../../pipeline/analysis/comparison/seeded.ts';
import { wholeNumberFrom } from '../../pipeline/cli/options.ts';
import { reasonOf } from '../../pipeline/contract/errors.ts';
import { defaultSettings, largestInput } from '../../pipeline/contract/settings.ts';
import { findDocuments } from '../../pipeline/engine/documents.ts';
import { fixtureFiles } from './fixture-files.ts';
import { tallyOf } from './rivals/figures.ts';
import { openSides, type Side } from './rivals/open-sides.ts';
import { chooseSides } from './rivals/sides.ts';
import { duelsTable, sidesTable } from './rivals/tables.ts';
import { tellRivals } from './rivals/tell.ts';

interface Options {
  readonly docs?: string;
  readonly count: number;
  readonly passes: number;
  readonly seed: number;
  readonly sides?: string;
  readonly json?: boolean;
}

const options = new Command('bench:rivals')
  .description('CPU of a document read by us, beside OCRmyPDF and tesseract')
  .option('--docs <folder>', 'documents with their true texts; generated ones otherwise')
  .option('--count <n>', 'documents', wholeNumberFrom(1), 20)
  .option('--passes <n>', 'trips through all documents', wholeNumberFrom(1), 1)
  .option('--seed <n>', 'of the order', wholeNumberFrom(0), 1)
  .option('--sides <names>', 'by commas, such as default,fast,tesseract')
  .option('--json', 'print one JSON document')
  .parse()
  .opts<Options>();
const { seed, passes } = options;

async function loadDocuments() {
  const place = options.docs ?? (await fixtureFiles(1)).root;
  const { documents } = await findDocuments({
    place,
    selection: options.docs === undefined ? 'mixed' : 'all',
    count: options.count,
    largestBytes: largestInput(defaultSettings),
  });
  const withTruth = documents.flatMap(({ file, root, truth }) =>
    truth?.text === undefined ? [] : [{ file, root, truth: truth.text }],
  );
  const [first] = withTruth;
  if (first === undefined) throw new Error(`${place} holds no document with a true text (name.txt beside name.jpg).`);
  return { documents: withTruth, first };
}

/** Where a program finds nothing to read, all it takes is its start. */
async function blankPage(folder: string): Promise<string> {
  const file = path.join(folder, 'blank.png');
  await sharp({ create: { width: 800, height: 300, channels: 3, background: 'white' } })
    .png()
    .toFile(file);
  return file;
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-bench-rivals-'));
let sides: readonly Side[] = [];
try {
  const { documents, first } = await loadDocuments();
  const work = path.join(folder, 'work');
  await mkdir(work);
  const opened = await openSides(chooseSides(options.sides?.split(',') ?? null), first.root, work, await blankPage(folder));
  sides = opened.sides;
  for (const { name, reason } of opened.missing) process.stderr.write(`${name} is left out: ${reason}\n`);

  for (const side of sides) await side.warmUp(first);
  const failures: string[] = [];
  const readings = [];
  for (let pass = 0; pass < passes; pass += 1) {
    for (const [place, document] of shuffled(documents, seededDraw(seed, 'documents', pass)).entries()) {
      process.stderr.write(`\rpass ${pass + 1}/${passes}, document ${place + 1}/${documents.length} `);
      for (const side of shuffled(sides, seededDraw(seed, 'sides', pass, place))) {
        try {
          readings.push(await side.read(document));
        } catch (thrown) {
          failures.push(`${side.name}, ${document.file}: ${reasonOf(thrown)}`);
        }
      }
    }
  }
  process.stderr.write('\n');
  const tally = tallyOf(readings, seed);
  const starts = [];
  for (const side of sides) starts.push({ side: side.name, ours: side.ours, ...(await side.close()) });
  const ours = starts.filter((each) => each.ours).map(({ side }) => side);
  const duels = starts.filter((each) => !each.ours).map((each) => tally.duel(each.side, ours, each.each_call_seconds));
  tellRivals(tally.figures, starts, duels, opened.missing);
  if (options.json) console.log(JSON.stringify({ figures: tally.figures, starts, duels, failures }, null, 1));
  else {
    console.log(
      `${tally.documents} documents, ${passes} pass${passes === 1 ? '' : 'es'}, CPU seconds of a document; in brackets 95 % intervals over documents`,
    );
    console.log(sidesTable(tally.figures, starts));
    console.log(
      'Each rival beside the cheapest of ours that reads as well or better: its CPU as a multiple of ours (goal: at least 1)',
    );
    console.log(duelsTable(duels));
    for (const failure of failures) console.log(`Left out for all: ${failure}`);
  }
} finally {
  for (const side of sides) side.kill();
  await rm(folder, { recursive: true, force: true });
}
