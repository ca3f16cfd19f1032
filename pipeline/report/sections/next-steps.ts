/** The source document's action items, ticked where the measurement is the evidence. */
import type { ReportBlock, Text } from '../document.ts';
import type { ReportFacts } from '../facts.ts';
import { chapter, code, plural, section } from '../parts.ts';

interface Item {
  readonly done: boolean;
  readonly text: Text;
}

export function nextSteps(facts: ReportFacts): ReportBlock[] {
  const { capacity, decision } = facts;
  const { documents, jobs } = capacity.basis;
  const hasCapacity = decision.capacity !== null;
  return [
    chapter('Next Steps (Action Items)', 'next-steps'),
    section('Before the Load Test', 'next-before'),
    checklist([
      { done: true, text: ['Implement CPU instrumentation: § 1.1 to § 1.4.'] },
      { done: true, text: [`Create `, code('cpu_metrics'), `: ${plural(jobs.succeeded, 'row')} of this measurement, § 1.5.`] },
      { done: true, text: ['Metrics contract of each document: § 1.6.'] },
      { done: true, text: [`Test documents: ${plural(documents, 'document')}, § 2.5.`] },
    ]),
    section('Load Test Execution', 'next-load'),
    checklist([
      {
        done: jobs.succeeded >= 10,
        text: ['Run the baseline measurement (10 documents): ', code('rbench run'), `; ${plural(jobs.succeeded, 'job')} here.`],
      },
      { done: false, text: ['Run the load test (250 documents, burst): not measured.'] },
      { done: false, text: ['Collect and analyse its metrics: not measured.'] },
    ]),
    section('Analysis & Decision', 'next-decision'),
    checklist([
      { done: hasCapacity, text: ['Populate the capacity tables: § 4.2.'] },
      { done: hasCapacity, text: ['Calculate the break-even volume: § 4.3.'] },
      { done: hasCapacity, text: [`Issue a recommendation: ${decision[decision.by].headline}, § 6.`] },
      ...(decision[decision.by].firm || !hasCapacity
        ? []
        : [{ done: false, text: ['Make it firm: measure more documents, § 6.'] }]),
    ]),
  ];
}

const checklist = (items: readonly Item[]): ReportBlock => ({ kind: 'checklist', items });
