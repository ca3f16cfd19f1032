/**
 * Opens the engines that the bench's settings need, each once, and names those that are not on this machine.
 */
import { BenchError } from '../../../pipeline/contract/errors.ts';
import type { StageMeasure } from '../../../pipeline/contract/stage-context.ts';
import { type OcrEngine, openEngine } from '../../../pipeline/ocr/engine.ts';
import type { Configuration } from './grid.ts';

export interface OpenedEngine {
  readonly engine: OcrEngine;
  /** Those that it serves: they differ in what is said with each page. */
  readonly configurations: readonly Configuration[];
}

export interface Engines {
  readonly engines: readonly OpenedEngine[];
  readonly missing: readonly { readonly name: string; readonly reason: string }[];
}

const unmeasured: StageMeasure = { part: async (_name, work) => work(), chargeChild: () => undefined };

const absent: readonly string[] = ['ocr.engine_missing', 'ocr.model_missing', 'ocr.model_unknown'];

/** @throws BenchError `ocr.failed` */
export async function openEngines(all: readonly Configuration[]): Promise<Engines> {
  const engines: OpenedEngine[] = [];
  const missing: { name: string; reason: string }[] = [];
  const groups = Map.groupBy(all, ({ settings }) =>
    [settings['ocr.engine'], settings['ocr.model'], `${settings['ocr.threads']} threads`].join(' '),
  );
  for (const [name, configurations] of groups) {
    const [first] = configurations;
    if (first === undefined) continue;
    try {
      engines.push({ engine: await openEngine(first.settings, unmeasured), configurations });
    } catch (thrown) {
      if (!(thrown instanceof BenchError) || !absent.includes(thrown.code)) throw thrown;
      missing.push({ name, reason: thrown.message });
    }
  }
  return { engines, missing };
}
