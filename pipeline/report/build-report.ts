/**
 * The report: the sections of the source document in its order, each "TBD" and "PENDING" of it replaced by what was measured,
 * or by the words "not measured" with the command that would measure it.
 */
import type { ReportBlock, ReportDocument } from './document.ts';
import type { ReportFacts } from './facts.ts';
import { plural } from './parts.ts';
import { appendix } from './sections/appendix.ts';
import { breakingPoint } from './sections/breaking-point.ts';
import { capacityMath } from './sections/capacity-math.ts';
import { goNoGo } from './sections/go-no-go.ts';
import { instrumentation } from './sections/instrumentation.ts';
import { loadTest } from './sections/load-test.ts';
import { nextSteps } from './sections/next-steps.ts';
import { optimisation } from './sections/optimisation.ts';
import { summary } from './sections/summary.ts';

type Section = (facts: ReportFacts) => readonly ReportBlock[];

const sections: readonly Section[] = [
  summary,
  instrumentation,
  loadTest,
  breakingPoint,
  capacityMath,
  optimisation,
  goNoGo,
  nextSteps,
  appendix,
];

export const buildReport = (facts: ReportFacts): ReportDocument => ({
  title: 'Rythmiq One: Load Testing & Capacity Planning Report',
  head: headOf(facts),
  blocks: sections.flatMap((section) => section(facts)),
});

function headOf({ date, version, capacity, decision, criteria }: ReportFacts): ReportDocument['head'] {
  const { jobs, documents, passes } = capacity.basis;
  const day = new Date(date).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const failed = jobs.failed === 0 ? '' : `, ${plural(jobs.failed, 'job')} failed`;
  return [
    { name: 'Date', text: day },
    { name: 'Phase', text: '2A Production Readiness' },
    { name: 'Status', text: `MEASURED → ANALYSED → ${decision[decision.by].headline}` },
    {
      name: 'Measured',
      text: `${capacity.title}: ${plural(documents, 'document')} in ${plural(passes, 'pass', 'passes')}${failed}`,
    },
    { name: 'Machine', text: capacity.machine },
    {
      name: 'Criteria',
      text: `${criteria.policy} policy, ${criteria.inputs.budget_hours} CPU-hours a month, hash ${decision.criteria.hash.slice(0, 12)}`,
    },
    { name: 'Made by', text: `Rythmiq Bench ${version}` },
  ];
}
