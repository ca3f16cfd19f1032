/**
 * Which past run tells best what the next one will take. Nothing is guessed: without a run there is no estimate.
 */
import type { Estimate } from '../contract/reader-calls.ts';
import type { RunRecord } from '../contract/run.ts';
import { type SettingKey, type Settings, settingKeys } from '../contract/settings.ts';

/** More workers than cores wait for each other, and the wall seconds of that run hold the waiting. */
function freeOfWaiting({ settings, environment }: RunRecord): number {
  const workers = Number(settings.workers ?? 1);
  const cores = Number(environment.cores ?? workers);
  return Math.min(workers, cores) / workers;
}

/** They bound or spread the work and do not change what a document costs. */
const withoutWeight: readonly SettingKey[] = ['workers', 'host', 'job.timeout', 'input.maxMegabytes', 'input.maxMegapixels'];

/** @param runs newest first; of equally fitting ones the newest is taken */
export function estimateFrom(runs: readonly RunRecord[], settings: Settings): Estimate | null {
  let best: Estimate | null = null;
  for (const run of runs) {
    const wall = run.summary?.wall_per_doc ?? null;
    if (run.summary === null || wall === null) continue;
    const differs_in = settingKeys.filter((key) => !withoutWeight.includes(key) && run.settings[key] !== settings[key]);
    if (best !== null && best.differs_in.length <= differs_in.length) continue;
    best = {
      run: run.id,
      name: run.name,
      created_at: run.created_at,
      documents: run.summary.jobs.succeeded,
      wall_seconds_per_document: wall * freeOfWaiting(run),
      differs_in,
    };
  }
  return best;
}
