/**
 * A worker whose stages burn a known amount of CPU, each in another place, so that the measurement can be held against the
 * truth. What each stage truly burnt, as the burning thread or child itself saw it, is the text of the job's result.
 */
import { pbkdf2 } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
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

/** What a hand-over to another thread costs, up to 20 ms on a slow machine, must be small beside it. */
const PER_STAGE_US = 800_000;
/**
 * A child's CPU is known in steps of 10 ms and a job may lose one, and what starting and ending it costs, up to 85 ms on a slow
 * machine, is the stage's and not the child's to know: both must be small beside the amount.
 */
const PER_CHILD_US = 3_000_000;

/** Compiling burns on other threads until a loop has run so long. */
const WARM_UP_US = 300_000;

/** Integer work in long stretches: reading the clock makes garbage, and collecting it would burn on other threads. */
const burnSource = `
  const cpu = () => { const { user, system } = process.threadCpuUsage(); return user + system; };
  const burn = (microseconds) => {
    const start = cpu();
    let state = 1;
    do for (let round = 0; round < 20000; round++) state = (Math.imul(state, 48271) + round) | 0;
    while (cpu() - start < microseconds);
    return cpu() - start;
  };`;

const burnMainThread = new Function(`${burnSource} return burn;`)() as (microseconds: number) => number;

/** Answers before or after it burns; asked to burn nothing, it says what it burnt the last time. */
const threadSource = `${burnSource}
  const { parentPort } = require('node:worker_threads');
  let burnt = 0;
  parentPort.on('message', ({ microseconds, answerFirst }) => {
    if (answerFirst) parentPort.postMessage(0);
    if (microseconds > 0) burnt = burn(microseconds);
    if (!answerFirst) parentPort.postMessage(burnt);
  });`;

/** Burns until its whole life, start-up included, has cost so much, and prints that. */
const childSource = (microseconds: number) => `${burnSource}
  const all = () => { const { user, system } = process.cpuUsage(); return user + system; };
  burn(${microseconds} - all());
  require('node:fs').writeSync(1, String(all()));`;

/** Some 300 ms on a machine of today; what it really was is read afterwards. */
const POOL_ROUNDS = 2_000_000;

/**
 * Native work on one thread of libuv's pool, with what that thread burnt by the kernel's own counter: OpenSSL cannot ask for
 * the time, so a fixed amount of it has no known price.
 */
async function burnNativePool(): Promise<number> {
  const before = threadCounters();
  await promisify(pbkdf2)('known', 'amount', POOL_ROUNDS, 32, 'sha256');
  const after = threadCounters();
  return Math.max(...[...after].map(([thread, burnt]) => burnt - (before.get(thread) ?? 0)));
}

/** CPU microseconds of each thread but the main one (proc(5), schedstat). */
function threadCounters(): Map<string, number> {
  const threads = readdirSync('/proc/self/task').filter((thread) => Number(thread) !== process.pid);
  return new Map(
    threads.map((thread) => [thread, Number(readFileSync(`/proc/self/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1000]),
  );
}

const openBurnPipeline: OpenPipeline = () => {
  const thread = new Worker(threadSource, { eval: true });
  const burnThread = async (microseconds: number, answerFirst: boolean): Promise<number> => {
    thread.postMessage({ microseconds, answerFirst });
    const [burnt] = await once(thread, 'message');
    return burnt;
  };
  // Threads and loops are warm before the first job, so that no stage pays for compiling them.
  const warm = Promise.all([burnThread(WARM_UP_US, false), promisify(pbkdf2)('warm', 'up', 1000, 32, 'sha256')]);
  burnMainThread(WARM_UP_US);
  return {
    versions: () => ({}),
    async run(_jobId, _key, recorder) {
      await warm;
      const mainThread = await recorder.stage('fetch', () => burnMainThread(PER_STAGE_US));
      const workerThread = await recorder.stage('quality_scoring', () => burnThread(PER_STAGE_US, false));
      const nativePool = await recorder.stage('enhancement', burnNativePool);
      const child = await recorder.stage('ocr', async ({ chargeChild }) => {
        const { cpu, stdout } = await runChild(process.execPath, ['-e', childSource(PER_CHILD_US)]);
        if (cpu !== null) chargeChild(cpu);
        return Number(stdout.toString());
      });
      await recorder.stage('schema_adaptation', () => burnThread(PER_STAGE_US, true));
      await recorder.stage('upload', () => undefined);
      const afterAnswer = await burnThread(0, false);
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
          words: '',
        },
      };
    },
    close: async () => void (await thread.terminate()),
  };
};

if (import.meta.main) serve(openBurnPipeline);
