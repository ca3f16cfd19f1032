/**
 * The measurement against the operating system and against known amounts, at 1, 2 and 4 workers.
 */
import os from 'node:os';
import { describe, expect, it } from 'vitest';
import { burnEntry, knownBurn, measureAttribution } from './attribution.ts';
import { burnPlaces, type KnownBurn } from './burn-worker.ts';

const JOBS = 4;

describe.runIf(process.platform === 'linux').each([1, 2, 4])('with %i workers', (workers) => {
  it('the stages and the remainder are what the system accounts, and each stage is what it burnt', async () => {
    const attribution = await measureAttribution(burnEntry, os.tmpdir(), Array(JOBS).fill('stub'), workers);
    expect(attribution.failures).toEqual([]);
    expect(Math.abs(attribution.inside / attribution.outside - 1)).toBeLessThan(0.02);
    const known = knownBurn(attribution);
    for (const stage of Object.keys(burnPlaces) as (keyof KnownBurn)[]) {
      const recovered = (attribution.stages[stage] ?? 0) / known[stage];
      expect(Math.abs(recovered - 1), `${stage} (${burnPlaces[stage]}): ${recovered}`).toBeLessThan(0.05);
    }
    // Nothing leaked into the stage that burns nothing.
    expect((attribution.stages.upload ?? 0) / known.schema_adaptation).toBeLessThan(0.05);
  });
});
