/**
 * A real comparison on this machine, with a known truth: a stage that is slowed by a known share.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateFixtures } from '../../fixtures/generate.ts';
import type { Comparison } from '../contract/comparison.ts';
import { defaultSettings, type Settings } from '../contract/settings.ts';
import { readComparison } from '../export/comparison/read-comparison.ts';
import { nodeHost } from '../process/host.ts';
import { openStore } from '../store/store.ts';
import { EngineClient } from './client.ts';
import { SLOWED_BY, SLOWED_SIDE, SLOWED_STAGE } from './testing/slowed.ts';
import { nodeOnly } from './worker-hosts.ts';

const DOCUMENTS = 4;
const BLOCKS = 5;
const ATTEMPTS = 3;
/** Of a page, in pixels: a few lines are read quickly, and there must be many passes. */
const STRIP = { left: 0, top: 0, width: 600, height: 420 };

let folder: string;
let documents: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rbench-comparison-'));
  documents = path.join(folder, 'documents');
  const pages = path.join(folder, 'pages');
  const { documents: drawn } = await generateFixtures({ out: pages, fast: DOCUMENTS, standard: 0 });
  await mkdir(documents);
  for (const { file } of drawn) {
    await sharp(path.join(pages, file))
      .extract(STRIP)
      .png()
      .toFile(path.join(documents, `${path.basename(file, '.jpg')}.png`));
  }
});
afterAll(() => rm(folder, { recursive: true }));

async function compare(changes: Partial<Settings>): Promise<Comparison> {
  const database = path.join(folder, 'bench.sqlite');
  const engine = await EngineClient.start({
    host: nodeHost(),
    entry: new URL('./testing/slowed-engine.ts', import.meta.url),
    database,
    hosts: nodeOnly,
    onEvent: () => undefined,
  });
  try {
    const request = {
      name: '',
      documents,
      selection: 'all' as const,
      count: null,
      results: null,
      plan: {
        seed: 7,
        blocks: BLOCKS,
        metric: 'cpu' as const,
        materiality: 0.02,
        preset: null,
        sides: [
          { name: 'a' as const, settings: defaultSettings },
          { name: 'b' as const, settings: { ...defaultSettings, ...changes } },
        ],
      },
    };
    const outcome = await engine.call({ call: 'compare', request });
    if (outcome === null || !('run_id' in outcome)) throw new Error('no outcome');
    const store = openStore(database, { mode: 'read' });
    const { comparison } = readComparison(store, { run: outcome.run_id });
    store.close();
    return comparison;
  } finally {
    engine.close();
  }
}

/** A machine that is too unsteady to find it must say so; then it is tried again, and not for ever. */
async function compareSteadily(changes: Partial<Settings>): Promise<Comparison> {
  for (let attempt = 1; ; attempt += 1) {
    const comparison = await compare(changes);
    if (attempt === ATTEMPTS || (comparison.detectable?.mde ?? 1) < SLOWED_BY / 2) return comparison;
  }
}

it('finds a stage that was slowed by a known share, and in that stage only', async () => {
  const { contrasts, complete, sides } = await compareSteadily({ 'ocr.detectorSide': SLOWED_SIDE });
  const [contrast] = contrasts;
  expect(complete).toBe(true);
  expect(sides.map(({ jobs }) => jobs.cold)).toEqual([BLOCKS * 2, BLOCKS * 2]);
  const slowed = contrast?.stages[SLOWED_STAGE]?.cpu;
  expect(slowed?.verdict, slowed?.reason).toBe('slower');
  expect(slowed?.ratio?.low).toBeLessThan(1 + SLOWED_BY);
  expect(slowed?.ratio?.high).toBeGreaterThan(1 + SLOWED_BY);
  for (const [stage, { cpu }] of Object.entries(contrast?.stages ?? {})) {
    if (stage !== SLOWED_STAGE) expect(['equivalent', 'cannot_tell'], `${stage}: ${cpu.reason}`).toContain(cpu.verdict);
  }
});
