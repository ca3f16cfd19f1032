/**
 * What the measuring itself costs, two ways in one run: the same documents with and without it, and the same stages and parts
 * with no work in them, where the noise of the work does not hide it. Both interleaved.
 *
 *   npm run bench:overhead [-- PASSES]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { defaultSettings } from '../../pipeline/contract/settings.ts';
import { cpuMicroseconds, isStage, type Span } from '../../pipeline/contract/spans.ts';
import { processCpu } from '../../pipeline/measure/cpu.ts';
import { JobRecorder, type StageRecorder } from '../../pipeline/measure/recorder.ts';
import { openDocumentPipeline } from '../../pipeline/worker/document-pipeline.ts';
import { fixtureFiles } from './fixture-files.ts';
import { tell } from './rows.ts';

/** Runs the stages and measures nothing. */
const bare: StageRecorder = {
  stage: async (_stage, work) => work({ part: async (_name, part) => part(), chargeChild: () => undefined }),
};
/** Jobs without work in one reading: the CPU clock's own grain vanishes. */
const EMPTY_JOBS = 100;

sharp.concurrency(1);
sharp.cache(false);
const passes = Number(process.argv[2] ?? 12);
const { root, files } = await fixtureFiles(5);
const results = await mkdtemp(path.join(os.tmpdir(), 'rbench-overhead-'));
const pipeline = openDocumentPipeline({ settings: defaultSettings, sourceRoot: root, resultRoot: results });

async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = cpuMicroseconds(processCpu());
  await work();
  return cpuMicroseconds(processCpu()) - before;
}

let lastSpans: readonly Span[] = [];
const document = (file: string, measured: boolean) =>
  cpuOf(async () => {
    const recorder = measured ? new JobRecorder(0) : bare;
    await pipeline.run('job', { key: file, etag: null }, recorder, { quality: null, path: null });
    if (recorder instanceof JobRecorder) lastSpans = recorder.finish().spans;
  });

/** The stages and parts of a real job, with nothing in them. */
const emptyJobs = (spans: readonly Span[], measured: boolean) =>
  cpuOf(async () => {
    for (let job = 0; job < EMPTY_JOBS; job++) {
      const recorder = measured ? new JobRecorder(0) : bare;
      for (const { stage } of spans.filter(isStage)) {
        const parts = spans.filter((span) => span.stage === stage && !isStage(span));
        await recorder.stage(stage, async (measure) => {
          for (const { part } of parts) await measure.part(part, () => undefined);
        });
      }
      if (recorder instanceof JobRecorder) recorder.finish();
    }
  });

interface Pair {
  readonly measured: number;
  readonly bare: number;
}
const documents: Pair[] = [];
const empty: Pair[] = [];
for (const file of files) await document(file, true);
for (let pass = 0; pass < passes; pass++) {
  for (const [place, file] of files.entries()) {
    const measuredFirst = (pass + place) % 2 === 0;
    documents.push(await inOrder((measured) => document(file, measured), measuredFirst));
    empty.push(await inOrder((measured) => emptyJobs(lastSpans, measured), measuredFirst));
    process.stderr.write(`\rpair ${documents.length}/${passes * files.length} `);
  }
}
await pipeline.close();
await rm(results, { recursive: true });

async function inOrder(work: (measured: boolean) => Promise<number>, measuredFirst: boolean): Promise<Pair> {
  const first = await work(measuredFirst);
  const second = await work(!measuredFirst);
  return measuredFirst ? { measured: first, bare: second } : { measured: second, bare: first };
}

/** Mean and its 95 % interval; there are enough pairs for the normal quantile to stand for Student's. */
function interval(values: readonly number[]): { mean: number; low: number; high: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  const margin = (1.96 * deviation) / Math.sqrt(values.length);
  return { mean, low: mean - margin, high: mean + margin };
}
const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
const shown = ({ mean, low, high }: ReturnType<typeof interval>) =>
  `${percent(mean)} (95 % interval ${percent(low)} to ${percent(high)})`;

const perDocument = documents.reduce((sum, pair) => sum + pair.bare, 0) / documents.length;
const ratio = interval(documents.map((pair) => Math.log(pair.measured / pair.bare)));
const cost = interval(empty.map((pair) => (pair.measured - pair.bare) / EMPTY_JOBS / perDocument));
process.stderr.write('\n');
const asRow = (what: string, { mean, low, high }: ReturnType<typeof interval>) =>
  tell('overhead', {
    ...{ what, value: 100 * mean, unit: '%', goal: { atMost: 1 } },
    spread: { low: 100 * low, high: 100 * high, of: '95 %' },
    note: `of ${(perDocument / 1e6).toFixed(2)} CPU s a document; ${documents.length} pairs`,
  });
asRow('measuring: stages and parts without work in them', cost);
asRow('measuring: whole documents with and without it', ratio);
console.log(
  `A document costs ${(perDocument / 1e6).toFixed(3)} CPU s unmeasured; ${documents.length} pairs. Goal: measuring costs under 1 % of that.`,
);
console.log(`  whole documents with and without it: ${shown(ratio)}`);
console.log(`  its stages and parts without work:   ${shown(cost)}`);
