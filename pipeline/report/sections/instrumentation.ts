/** Step 1: where the CPU goes, why that can be believed, cold against warm, and what was kept. */
import type { ReportBlock } from '../document.ts';
import type { ReportFacts } from '../facts.ts';
import { chapter, section, table } from '../parts.ts';
import { coldAndWarm } from './instrumentation/cold-and-warm.ts';
import { contract, persistence } from './instrumentation/kept.ts';
import { methodology } from './instrumentation/methodology.ts';
import { hooks, stages } from './instrumentation/stages.ts';

export function instrumentation(facts: ReportFacts): ReportBlock[] {
  return [
    chapter('STEP 1: CPU & Latency Instrumentation', 'step-1'),
    section('1.1 Instrumentation Points', '1-1'),
    ...stages(facts),
    section('1.2 Measurement Methodology', '1-2'),
    ...methodology(facts),
    section('1.3 Stage-by-Stage Instrumentation Hooks', '1-3'),
    table(hooks(facts)),
    section('1.4 Cold vs Warm Execution Tracking', '1-4'),
    ...coldAndWarm(facts),
    section('1.5 Data Persistence Schema', '1-5'),
    ...persistence(facts),
    section('1.6 Metrics Output Contract', '1-6'),
    ...contract(facts),
  ];
}
