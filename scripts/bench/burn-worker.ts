/**
 * A worker whose stages burn a known amount of CPU, each in another place, so that the measurement can be held against the
 * truth. What each stage truly burnt, as the burning thread or child itself saw it, is the text of the job's result.
 */
import { pbkdf2, pbkdf2Sync } from 'node:crypto';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { runChild } from '../../pipeline/measure/children.ts';
import type { OpenPipeline } from '../../pipeline/worker/job-pipeline.ts';
import { serve } from '../../pipeline/worker/serve.ts';

/** Where each stage burns; `upload` burns nothing and shows what leaked out of the stage before it. */
export const burnPlaces = {
  fetch: 'main thread',
  quality_scoring: 'worker thread',
  enhancement: 'native pool',
  ocr: 'child process',
  schema_adaptation: 'worker thread, after its answer',
} as const;

/** Microseconds by stage. */
export type KnownBurn = Record<keyof typeof burnPlaces, number>;

const PER_STAGE_US = 150_000;
/** A child's CPU is known in steps of 10 ms and a job may lose one: the step must be small beside the amount. */
const PER_CHILD_US = 400_000;

/** Integer work in long stretches: reading the clock makes garbage, and collecting it would burn on other threads. */
const burnSource = `
  const cpu = () => { const { user, system } = process.threadCpuUsage(); return user + system; };
  const burn = (microseconds) => {
    const start = cpu();
    let state = 1;
    do for (let round = 0; round < 200000; round++) state = (Math.imul(state, 48271) + round) | 0;
    while (cpu() - start < microseconds);
    return cpu() - start;
  };`;

const burnMainThread = new Function(`${burnSource} return burn;`)() as (microseconds: number) => number;

/** Answers before or after it burns; with what it burnt the last time. */
const threadSource = `${burnSource}
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ microseconds, answerFirst }) => {
    if (answerFirst) parentPort.postMessage(microseconds);
    const burnt = burn(microseconds);
    if (!answerFirst) parentPort.postMessage(burnt);
  });`;

/** Burns until its whole life, start-up included, has cost so much, and prints that. */
const childSource = (microseconds: number) => `${burnSource}
  const all = () => { const { user, system } = process.cpuUsage(); return user + system; };
  burn(${microseconds} - all());
  require('node:fs').writeSync(1, String(all()));`;

const SAMPLE_ROUNDS = 100_000;

/** CPU microseconds of one round of native work on the main thread; the pool's threads run the same code of OpenSSL. */
function priceOfRound(): number {
  const before = process.threadCpuUsage();
  pbkdf2Sync('calibrate', 'the price', SAMPLE_ROUNDS, 32, 'sha256');
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / SAMPLE_ROUNDS;
}

const openBurnPipeline: OpenPipeline = () => {
  const thread = new Worker(threadSource, { eval: true });
  const burnThread = async (microseconds: number, answerFirst: boolean): Promise<number> => {
    thread.postMessage({ microseconds, answerFirst });
    const [burnt] = await once(thread, 'message');
    return burnt;
  };
  // Threads and loops are warm before the first job, so that no stage pays for compiling them.
  const warm = burnThread(20_000, false);
  burnMainThread(20_000);
  return {
    versions: () => ({}),
    async run(_jobId, _key, recorder) {
      await warm;
      const mainThread = await recorder.stage('fetch', () => burnMainThread(PER_STAGE_US));
      const workerThread = await recorder.stage('quality_scoring', () => burnThread(PER_STAGE_US, false));
      // The price drifts with the machine's clock, so it is taken before and after, outside the stage.
      const priceBefore = priceOfRound();
      const rounds = Math.round(PER_STAGE_US / priceBefore);
      await recorder.stage('enhancement', () => promisify(pbkdf2)('known', 'amount', rounds, 32, 'sha256'));
      const nativePool = (rounds * (priceBefore + priceOfRound())) / 2;
      const child = await recorder.stage('ocr', async ({ chargeChild }) => {
        const { cpu, stdout } = await runChild(process.execPath, ['-e', childSource(PER_CHILD_US)]);
        if (cpu !== null) chargeChild(cpu);
        return Number(stdout.toString());
      });
      const afterAnswer = await recorder.stage('schema_adaptation', () => burnThread(PER_STAGE_US, true));
      await recorder.stage('upload', () => undefined);
      const known: KnownBurn = {
        fetch: mainThread,
        quality_scoring: workerThread,
        enhancement: nativePool,
        ocr: child,
        schema_adaptation: afterAnswer,
      };
      return {
        path: 'fast',
        quality: null,
        enhancementSteps: [],
        result: {
          document: { type: 'other', type_confidence: 0, fields: {}, line_items: [], checks: [], missing: [] },
          text: JSON.stringify(known),
          quality_score: 1,
          ocr_confidence: 1,
          enhancement_skipped: true,
          pages: 1,
          input_file_size_bytes: 1,
          output_file_size_bytes: 1,
          master: '',
          preview: '',
        },
      };
    },
    close: async () => void (await thread.terminate()),
  };
};

if (process.send !== undefined) serve(openBurnPipeline);
