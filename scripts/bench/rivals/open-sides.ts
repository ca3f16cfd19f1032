/**
 * Ours and the programs of others behind one face: a side reads a document and says what it burnt.
 */
import path from 'node:path';
import { errorRates } from '../../../pipeline/analysis/accuracy.ts';
import { reasonOf } from '../../../pipeline/contract/errors.ts';
import { startOurWorker } from '../our-worker.ts';
import type { SideReading } from './figures.ts';
import { callRival, findRival } from './rival-program.ts';
import type { chooseSides, OurSide, Rival } from './sides.ts';

export interface RivalDocument {
  readonly root: string;
  readonly file: string;
  readonly truth: string;
}

/** CPU seconds beside those of a document. */
export interface StartCost {
  /** In each call, and inside its figure: a program's start and its model. */
  readonly each_call_seconds: number;
  /** Once a worker, outside its figure: the process's start, and what the first job took more than the same job warm. */
  readonly once_seconds: number;
}

export interface Side {
  readonly name: string;
  readonly ours: boolean;
  warmUp(document: RivalDocument): Promise<void>;
  read(document: RivalDocument): Promise<SideReading>;
  close(): Promise<StartCost>;
  kill(): void;
}

export interface MissingSide {
  readonly name: string;
  readonly reason: string;
}

/** @param chosen from `chooseSides` @param blank a picture without text */
export async function openSides(chosen: ReturnType<typeof chooseSides>, root: string, folder: string, blank: string) {
  const sides: Side[] = [];
  const missing: MissingSide[] = [];
  for (const side of chosen.ours) {
    try {
      sides.push(await openOurs(side, root, folder));
    } catch (thrown) {
      missing.push({ name: side.name, reason: reasonOf(thrown) });
    }
  }
  for (const rival of chosen.rivals) {
    const found = await findRival(rival);
    if ('missing' in found) missing.push({ name: rival.name, reason: found.missing });
    else sides.push(openRival(rival, folder, blank));
  }
  return { sides, missing };
}

async function openOurs(side: OurSide, root: string, folder: string): Promise<Side> {
  const worker = await startOurWorker(side.settings, root, folder);
  let cold = 0;
  let warm: number | null = null;
  let first = '';
  return {
    name: side.name,
    ours: true,
    async warmUp({ file }) {
      first = file;
      cold = (await worker.read(file)).cpu_seconds;
    },
    async read({ file, truth }) {
      const { text, ...costs } = await worker.read(file);
      if (file === first) warm ??= costs.cpu_seconds;
      return { side: side.name, document: file, ...costs, ...errorRates(truth, text) };
    },
    async close() {
      const { start_up_cpu_seconds } = await worker.close();
      return { each_call_seconds: 0, once_seconds: start_up_cpu_seconds + Math.max(0, cold - (warm ?? cold)) };
    },
    kill: () => worker.kill(),
  };
}

/** Of so many calls for a blank page the mean is taken. */
const BLANK_CALLS = 3;

function openRival(rival: Rival, folder: string, blank: string): Side {
  return {
    name: rival.name,
    ours: false,
    async warmUp({ root, file }) {
      await callRival(rival, path.join(root, file), folder);
    },
    async read({ root, file, truth }) {
      const { text, cpu_seconds } = await callRival(rival, path.join(root, file), folder);
      return { side: rival.name, document: file, cpu_seconds, ocr_cpu_seconds: cpu_seconds, ...errorRates(truth, text) };
    },
    async close() {
      let sum = 0;
      for (let call = 0; call < BLANK_CALLS; call += 1) sum += (await callRival(rival, blank, folder)).cpu_seconds;
      return { each_call_seconds: sum / BLANK_CALLS, once_seconds: 0 };
    },
    kill: () => undefined,
  };
}
