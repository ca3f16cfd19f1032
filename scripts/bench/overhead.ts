/**
 * What the measuring itself costs: the same documents with and without it, in one process, interleaved ABBA.
 *
 *   npm run bench:overhead [-- PASSES]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { defaultSettings } from '../../pipeline/contract/settings.ts';
import { cpuMicroseconds } from '../../pipeline/contract/spans.ts';
import { processCpu } from '../../pipeline/measure/cpu.ts';
import { JobRecorder, type StageRecorder } from '../../pipeline/measure/recorder.ts';
import { openDocumentPipeline } from '../../pipeline/worker/document-pipeline.ts';
import { fixtureFiles } from './fixture-files.ts';

/** Runs the stages and measures nothing. */
const bare: StageRecorder = {
  stage: async (_stage, work) => work({ part: async (_name, part) => part(), chargeChild: () => undefined }),
};

sharp.concurrency(1);
sharp.cache(false);
const passes = Number(process.argv[2] ?? 12);
const { root, files } = await fixtureFiles(5);
const results = await mkdtemp(path.join(os.tmpdir(), 'rbench-overhead-'));
const pipeline = openDocumentPipeline({ settings: defaultSettings, sourceRoot: root, resultRoot: results });

async function cpuOf(file: string, measured: boolean): Promise<number> {
  const before = cpuMicroseconds(processCpu());
  const recorder = measured ? new JobRecorder(0) : bare;
  await pipeline.run('job', file, recorder, { quality: null, path: null });
  if (recorder instanceof JobRecorder) recorder.finish();
  return cpuMicroseconds(processCpu()) - before;
}

const ratios: number[] = [];
for (const file of files) await cpuOf(file, true);
for (let pass = 0; pass < passes; pass++) {
  for (const [place, file] of files.entries()) {
    const measuredFirst = (pass + place) % 2 === 0;
    const first = await cpuOf(file, measuredFirst);
    const second = await cpuOf(file, !measuredFirst);
    ratios.push(Math.log(measuredFirst ? first / second : second / first));
    process.stderr.write(`\rpair ${ratios.length}/${passes * files.length} `);
  }
}
await pipeline.close();
await rm(results, { recursive: true });

const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
const deviation = Math.sqrt(ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / (ratios.length - 1));
// Enough pairs for the normal quantile to stand for Student's.
const margin = (1.96 * deviation) / Math.sqrt(ratios.length);
const percent = (logRatio: number) => `${((Math.exp(logRatio) - 1) * 100).toFixed(2)} %`;
process.stderr.write('\n');
console.log(
  `Measuring costs ${percent(mean)} CPU (95 % interval ${percent(mean - margin)} to ${percent(mean + margin)}, ${ratios.length} pairs; goal: under 1 %)`,
);
