/**
 * onnxruntime, loaded only when this engine is asked for: its native library is not there for every platform. Sessions run on
 * the CPU alone, and each run is synchronous inside onnxruntime-node, so runs never overlap.
 */
import type * as Onnx from 'onnxruntime-node';
import { BenchError, reasonOf } from '../../contract/errors.ts';
import type { Settings } from '../../contract/settings.ts';

export type Runtime = typeof Onnx;

/** @throws BenchError `ocr.engine_missing` */
export async function loadRuntime(load: () => Promise<Runtime> = () => import('onnxruntime-node')): Promise<Runtime> {
  try {
    return await load();
  } catch (error) {
    const remedy = `install onnxruntime-node for ${process.platform}-${process.arch}, or choose another ocr.engine`;
    throw new BenchError('ocr.engine_missing', { engine: 'paddle', reason: reasonOf(error), remedy }, { cause: error });
  }
}

export type ThreadSettings = Pick<Settings, 'ocr.threads' | 'ocr.spinning'>;

export function sessionOptions(settings: ThreadSettings): Onnx.InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    interOpNumThreads: 1,
    intraOpNumThreads: settings['ocr.threads'],
    // Memory patterns are kept per input shape, and nearly every line has a width of its own.
    enableMemPattern: false,
    // onnxruntime joins the names with dots into the key of a session's configuration entry: `session.intra_op.allow_spinning`.
    extra: { session: { intra_op: { allow_spinning: settings['ocr.spinning'] ? '1' : '0' } } },
  };
}

export interface NetworkOutput {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** A model with one input and one output, both of 32-bit floats. */
export interface Network {
  /** @param dims batch, channels, height, width */
  run(input: Float32Array, dims: readonly number[]): Promise<NetworkOutput>;
  close(): Promise<void>;
}

export async function openNetwork(runtime: Runtime, model: Uint8Array, settings: ThreadSettings): Promise<Network> {
  const session = await runtime.InferenceSession.create(model, sessionOptions(settings));
  const inputName = session.inputNames[0] ?? '';
  const outputName = session.outputNames[0] ?? '';
  return {
    async run(input, dims) {
      const outputs = await session.run({ [inputName]: new runtime.Tensor('float32', input, dims) });
      const output = outputs[outputName];
      if (!(output?.data instanceof Float32Array)) throw new Error(`the model's output ${outputName} holds no 32-bit floats`);
      return { data: output.data, dims: output.dims };
    },
    close: () => session.release(),
  };
}
