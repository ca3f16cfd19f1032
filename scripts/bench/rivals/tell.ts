/**
 * The rows of `bench:rivals` for `npm run bench`.
 */
import { confidence, tell, tellNotMeasured } from '../rows.ts';
import type { Duel, SideFigures } from './figures.ts';
import type { MissingSide } from './open-sides.ts';
import type { SideStart } from './tables.ts';

const BENCH = 'rivals';

export function tellRivals(
  figures: readonly SideFigures[],
  starts: readonly SideStart[],
  duels: readonly Duel[],
  missing: readonly MissingSide[],
): void {
  for (const { side, cpu_seconds, cer } of figures) {
    const start = starts.find((each) => each.side === side);
    const note = start?.ours
      ? `warm; start-up and cold job, once a worker: ${start.once_seconds.toFixed(2)} CPU s`
      : `of it the start of each call: ${start?.each_call_seconds.toFixed(3)} CPU s`;
    const reads = `CER ${(cer.estimate * 100).toFixed(1)} %; ${note}`;
    tell(BENCH, {
      what: `${side}: a document`,
      value: cpu_seconds.estimate,
      unit: 'CPU s',
      spread: confidence(cpu_seconds),
      note: reads,
    });
  }
  for (const duel of duels) {
    if (duel.ours === null) {
      tellNotMeasured(BENCH, `${duel.rival} over ours at equal or better CER`, 'none of our settings read as well');
      continue;
    }
    const warm = `without the start of its call ${duel.warm_ratio.estimate.toFixed(2)}, over our OCR stage alone ${duel.warm_ocr_ratio.estimate.toFixed(2)}`;
    tell(BENCH, {
      what: `${duel.rival} over “${duel.ours}”, which reads as well or better`,
      value: duel.ratio.estimate,
      unit: '×',
      spread: confidence(duel.ratio),
      goal: { atLeast: 1 },
      note: `${warm}; CER ${(duel.cer_gain.estimate * 100).toFixed(1)} points better`,
    });
  }
  for (const { name, reason } of missing) tellNotMeasured(BENCH, name, reason);
}
