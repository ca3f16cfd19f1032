import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cpuMicroseconds, IDLE_SPIN } from '../contract/spans.ts';
import { nowMicroseconds, sleep } from './clock.ts';
import { JobRecorder } from './recorder.ts';

const burn = (milliseconds: number) => {
  const threadCpu = () => process.threadCpuUsage().user + process.threadCpuUsage().system;
  const start = threadCpu();
  while (threadCpu() - start < milliseconds * 1000) for (let round = 0; round < 1e5; round++) Math.sqrt(round);
};

const threadSource = `
  const { parentPort } = require('node:worker_threads');
  const cpu = () => { const { user, system } = process.threadCpuUsage(); return user + system; };
  parentPort.on('message', (milliseconds) => {
    parentPort.postMessage('answer');
    const start = cpu();
    while (cpu() - start < milliseconds * 1000) for (let round = 0; round < 1e5; round++) Math.sqrt(round);
  });`;

describe('JobRecorder', () => {
  let thread: Worker;
  const answerThenBurn = (milliseconds: number) =>
    new Promise((resolve) => {
      thread.once('message', resolve);
      thread.postMessage(milliseconds);
    });

  beforeEach(async () => {
    thread = new Worker(threadSource, { eval: true });
    await answerThenBurn(1);
    await sleep(20);
  });
  afterEach(() => void thread.terminate());

  it('puts stages in order, with their parts behind them and times from the origin', async () => {
    const recorder = new JobRecorder(nowMicroseconds() - 5_000_000);
    await recorder.stage('fetch', () => undefined);
    await recorder.stage('ocr', async ({ part }) => {
      await part('load model', () => sleep(2));
      await part('recognise', () => part('page 1', () => sleep(2)));
    });
    const { spans } = recorder.finish();
    expect(spans.map(({ stage, part }) => [stage, part])).toEqual([
      ['fetch', ''],
      ['ocr', ''],
      ['ocr', 'load model'],
      ['ocr', 'recognise'],
      ['ocr', 'recognise/page 1'],
    ]);
    expect(spans[0]!.start_us).toBeGreaterThanOrEqual(5_000_000);
    for (const [index, span] of spans.slice(1).entries()) expect(span.start_us).toBeGreaterThanOrEqual(spans[index]!.start_us);
    expect(spans[4]!.wall_us).toBeGreaterThan(1000);
  });

  it('charges each stage with its own CPU and the rest to nobody', async () => {
    const recorder = new JobRecorder(0);
    await recorder.stage('enhancement', () => burn(60));
    burn(40);
    await recorder.stage('ocr', () => burn(120));
    const { spans, unattributed, process } = recorder.finish();
    const [enhancement, ocr] = spans.map((span) => cpuMicroseconds(span) / 1000);
    expect(ocr! / enhancement!).toBeGreaterThan(1.7);
    expect(ocr! / enhancement!).toBeLessThan(2.3);
    expect(cpuMicroseconds(unattributed) / 1000).toBeGreaterThan(36);
    expect(cpuMicroseconds(unattributed) / 1000).toBeLessThan(60);
    expect(cpuMicroseconds(process)).toBe(
      spans.reduce((sum, span) => sum + cpuMicroseconds(span), cpuMicroseconds(unattributed)),
    );
  });

  it('keeps what a thread burns after its answer in the stage that started it', async () => {
    const recorder = new JobRecorder(0);
    await recorder.stage('ocr', () => answerThenBurn(80));
    await recorder.stage('upload', () => undefined);
    const [ocr, spin, upload] = recorder.finish().spans;
    expect(cpuMicroseconds(ocr!)).toBeGreaterThan(76_000);
    expect(ocr!.wall_us).toBeGreaterThan(60_000);
    expect(spin).toMatchObject({ stage: 'ocr', part: IDLE_SPIN });
    expect(cpuMicroseconds(spin!)).toBeGreaterThan(70_000);
    expect(spin!.start_us + spin!.wall_us).toBeLessThanOrEqual(ocr!.start_us + ocr!.wall_us);
    expect(upload!.stage).toBe('upload');
    expect(cpuMicroseconds(upload!)).toBeLessThan(10_000);
  });

  it('speaks of no idle spin where threads rest with their answer', async () => {
    const recorder = new JobRecorder(0);
    await recorder.stage('ocr', () => burn(20));
    expect(recorder.finish().spans.map(({ part }) => part)).toEqual(['']);
  });

  it('does not wait for ever for a thread that spins, and says so', async () => {
    const recorder = new JobRecorder(0);
    await recorder.stage('ocr', () => answerThenBurn(60_000));
    expect(recorder.finish().busyStages).toEqual(['ocr']);
  });

  it('adds the CPU of children to the stage and not to the process', async () => {
    const recorder = new JobRecorder(0);
    await recorder.stage('ocr', async ({ chargeChild, part }) => {
      await part('recognise', () => chargeChild({ user_us: 700_000, system_us: 50_000 }));
      await part('sort', () => undefined);
    });
    await recorder.stage('upload', () => undefined);
    const { spans, unattributed, process } = recorder.finish();
    expect(spans.map(({ part, child_us }) => [part, child_us])).toEqual([
      ['', 750_000],
      ['recognise', 750_000],
      ['sort', 0],
      ['', 0],
    ]);
    expect(cpuMicroseconds(spans[1]!)).toBeGreaterThanOrEqual(750_000);
    expect(cpuMicroseconds(spans[0]!)).toBeGreaterThanOrEqual(750_000);
    expect(cpuMicroseconds(process)).toBeLessThan(100_000);
    expect(cpuMicroseconds(unattributed)).toBeLessThan(100_000);
  });

  it('keeps the span of a stage that throws, and names it', async () => {
    const recorder = new JobRecorder(0);
    const failing = recorder.stage('ocr', ({ part }) =>
      part('recognise', () => {
        burn(20);
        throw new Error('no text');
      }),
    );
    await expect(failing).rejects.toThrow('no text');
    expect(recorder.failedStage).toBe('ocr');
    const { spans } = recorder.finish();
    expect(spans.map((span) => span.part)).toEqual(['', 'recognise']);
    expect(cpuMicroseconds(spans[0]!)).toBeGreaterThan(19_000);
  });

  it('refuses a stage inside a stage', async () => {
    const recorder = new JobRecorder(0);
    await expect(recorder.stage('fetch', () => recorder.stage('ocr', () => undefined))).rejects.toThrow('began inside');
  });
});
