/** Step 3: what breaks first. Nothing of it is measured without a load test; what is known of the first suspect is told. */
import { figure } from '../../analysis/decision/words.ts';
import type { ReportBlock } from '../document.ts';
import type { ReportFacts } from '../facts.ts';
import { cell, chapter, list, mean, missing, notMeasured, section, table, words } from '../parts.ts';

const PRODUCTION_CORES = 16;

const signals = [
  ['CPU Saturation', 'CPU above 95 % for more than 30 s', 'CRITICAL'],
  ['Queue Backlog', 'more than 50 waiting; more than 100', 'WARNING; CRITICAL'],
  ['DB Pool', 'fewer than 2 connections free', 'WARNING'],
  ['API Timeout', 'any 5xx; more than 1 % of the answers', 'WARNING; CRITICAL'],
] as const;

const predictions = [
  ['OCR Workers', 'SATURATED: the queue grows without bound'],
  ['Queue Depth', 'more than 500 within 2 minutes'],
  ['Latency P99', 'above 60 s'],
  ['DB Pool', 'stable: webhooks queue behind the CPU'],
] as const;

export function breakingPoint(facts: ReportFacts): ReportBlock[] {
  return [
    chapter('STEP 3: Breaking Point Analysis', 'step-3'),
    notMeasured('The rate at which the system breaks, and what breaks first: this version has no load test.', null),
    section('3.1 Bottleneck Identification Order', '3-1'),
    list([
      `OCR CPU saturation (expected first). ${ofOcr(facts)}`,
      'Worker queue backlog: not measured.',
      'DB connection pool: not measured.',
      'API gateway timeout: not measured.',
    ]),
    section('3.2 Detection Signals', '3-2'),
    table({
      id: '3-2-signals',
      title: 'Signals and their thresholds',
      columns: [
        words('bottleneck', 'Bottleneck'),
        words('signal', 'Signal'),
        words('level', 'Level'),
        words('measured', 'Measured'),
      ],
      rows: signals.map(([bottleneck, signal, level]) => [cell(bottleneck), cell(signal), cell(level), missing]),
    }),
    section('3.3 2× Load Scenario', '3-3'),
    table({
      id: '3-3-scenario',
      title: 'At 100 concurrent users',
      columns: [words('component', 'Component'), words('predicted', 'Predicted by the report'), words('measured', 'Measured')],
      rows: predictions.map(([component, predicted]) => [cell(component), cell(predicted), missing]),
    }),
  ];
}

/** How many pages could be read at once before the cores are used up: arithmetic on what was measured, no load test. */
function ofOcr({ jobs }: ReportFacts): string {
  const busy = mean(
    jobs.flatMap(({ stages: { ocr } }) =>
      ocr === undefined || ocr.wall_seconds === 0 ? [] : [ocr.cpu_seconds / ocr.wall_seconds],
    ),
  );
  if (busy === null || busy === 0) return 'Not measured.';
  return `One page kept ${figure(busy)} cores busy while it was read: ${PRODUCTION_CORES} cores would be used up by about ${Math.max(1, Math.floor(PRODUCTION_CORES / busy))} pages at once.`;
}
