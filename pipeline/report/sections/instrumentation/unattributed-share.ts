import type { ReportFacts } from '../../facts.ts';
import { mean } from '../../parts.ts';

/** Of all CPU of the succeeded jobs. */
export function unattributedShare({ capacity: { basis }, jobs }: ReportFacts): number | null {
  const remainder = basis.outside.unattributed_cpu_seconds;
  const inStages = mean(jobs.flatMap(({ metrics }) => metrics?.total_cpu_seconds ?? []));
  return remainder === null || inStages === null || inStages + remainder === 0 ? null : remainder / (inStages + remainder);
}
