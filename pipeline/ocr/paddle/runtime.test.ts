import { expect, test } from 'vitest';
import { loadRuntime, sessionOptions } from './runtime.ts';

test('a runtime whose native library does not load is told with the reason and what to do', async () => {
  const load = () => Promise.reject(new Error('libonnxruntime.so.1: cannot open shared object file\n    at stack'));
  await expect(loadRuntime(load)).rejects.toMatchObject({
    code: 'ocr.engine_missing',
    details: {
      engine: 'paddle',
      reason: 'libonnxruntime.so.1: cannot open shared object file',
      remedy: expect.stringContaining('onnxruntime-node'),
    },
  });
});

test('sessions run on the CPU alone, one operation after another, with the threads and the spinning that were set', () => {
  expect(sessionOptions({ 'ocr.threads': 4, 'ocr.spinning': true })).toMatchObject({
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    interOpNumThreads: 1,
    intraOpNumThreads: 4,
    extra: { session: { intra_op: { allow_spinning: '1' } } },
  });
  expect(sessionOptions({ 'ocr.threads': 1, 'ocr.spinning': false })).toMatchObject({
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
});
