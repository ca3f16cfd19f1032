/** Step 3: what breaks first, out of the load test; without one, what is known of the first suspect is told. */
import { figure } from '../../analysis/decision/words.ts';
import type { Bottleneck } from '../../analysis/load/bottlenecks.ts';
import type { LoadSignal } from '../../analysis/load/thresholds.ts';
import { predictionsOf } from '../../simulate/predictions.ts';
import type { ReportBlock, ReportCell } from '../document.ts';
import { type LoadMeasured, PRODUCTION_CORES, type ReportFacts } from '../facts.ts';
import { cell, chapter, list, mean, missing, notMeasured, paragraph, percent, plural, section, table, words } from '../parts.ts';

const signals = [
  ['CPU Saturation', 'CPU above 95 % for more than 30 s', 'CRITICAL', 'cpu'],
  ['Queue Backlog', 'more than 50 waiting; more than 100', 'WARNING; CRITICAL', 'queue'],
  ['DB Pool', 'fewer than 2 connections free', 'WARNING', 'pool'],
  ['API Timeout', 'any 5xx; more than 1 % of the answers', 'WARNING; CRITICAL', 'errors'],
] as const;

const predictions = [
  ['OCR Workers', 'SATURATED: the queue grows without bound', 'ocr_cpu'],
  ['Queue Depth', 'more than 500 within 2 minutes', 'queue'],
  ['Latency P99', 'above 60 s', 'latency'],
  ['DB Pool', 'stable: webhooks queue behind the CPU', 'pool'],
] as const;

export function breakingPoint(facts: ReportFacts): ReportBlock[] {
  return [
    chapter('STEP 3: Breaking Point Analysis', 'step-3'),
    pointOf(facts.load),
    section('3.1 Bottleneck Identification Order', '3-1'),
    order(facts),
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
      rows: signals.map(([bottleneck, signal, level, name]) => [
        cell(bottleneck),
        cell(signal),
        cell(level),
        firedCell(facts.load, name),
      ]),
    }),
    section('3.3 2× Load Scenario', '3-3'),
    table({
      id: '3-3-scenario',
      title: 'At 100 concurrent users',
      columns: [
        words('component', 'Component'),
        words('predicted', 'Predicted by the report'),
        words('measured', 'Measured'),
        words('simulated', 'Simulated here'),
        words('simulated_production', `Simulated on ${PRODUCTION_CORES} cores`),
      ],
      rows: predictions.map(([component, predicted, name], row) => [
        cell(component),
        cell(predicted),
        usersOf(facts.load) === SCENARIO_USERS ? scenarioCell(facts.load, name) : missing,
        simulatedCell(facts.load, 0, row),
        simulatedCell(facts.load, 1, row),
      ]),
      ...simulationNote(facts.load),
    }),
  ];
}

/** Rows of the predictions stand in the same order. */
function simulatedCell(load: LoadMeasured | null, machine: number, row: number): ReportCell {
  const projection = load?.simulation?.projections[machine];
  const prediction = projection === undefined ? undefined : predictionsOf(projection)[row];
  return prediction === undefined ? missing : cell(prediction.simulated);
}

function simulationNote(load: LoadMeasured | null): { note?: string[] } {
  const simulation = load?.simulation ?? null;
  if (load === null || simulation === null) return {};
  const { makespan, p95 } = simulation.validation;
  const error = (value: number) => `${value >= 0 ? '+' : '−'}${percent(Math.abs(value))}`;
  const ofP95 = p95 === null ? '' : ` and its p95 by ${error(p95.error)}`;
  const cautions = new Set(simulation.projections.flatMap((projection) => projection.cautions));
  return {
    note: [
      `Simulated with the documents of this load test, mean and 95 % of the seeds. On the measured test itself the model was off by ${error(makespan.error)} in the makespan${ofP95}.`,
      ...cautions,
    ],
  };
}

function pointOf(load: LoadMeasured | null): ReportBlock {
  if (load === null)
    return notMeasured('The rate at which the system breaks, and what breaks first.', 'rbench load --profile steps');
  const { breaking_point: broke, first_to_break: first, is_valid } = load.result;
  if (is_valid === false)
    return notMeasured('The load generator was late, so the latest load test does not count.', 'rbench load --profile steps');
  if (first !== null && broke === null)
    return paragraph(`No rate broke it: ${firstWords[first.signal]} became critical with no upload coming.`);
  if (broke === null || first === null)
    return paragraph('Nothing became critical in the load test: the breaking point lies above that load.');
  const held = broke.held_per_second === null ? '' : `, after ${figure(broke.held_per_second)} a second was kept up with`;
  return paragraph(
    `The first signal became critical ${figure(broke.at)} s into the load, at ${figure(broke.per_second)} uploads a second${held}: ${firstWords[first.signal]}.`,
  );
}

const firstWords = {
  cpu: 'CPU saturation',
  queue: 'the queue of the workers',
  pool: 'the database pool',
  errors: 'the gateway’s answers',
} as const;

function order(facts: ReportFacts): ReportBlock {
  const found = facts.load?.result.bottlenecks;
  const evidence = (name: Bottleneck['name']): string => {
    const bottleneck = found?.find((each) => each.name === name);
    if (bottleneck === undefined) return 'not measured.';
    const place = bottleneck.place === null ? '' : ` Fired as number ${bottleneck.place}.`;
    return `${bottleneck.evidence.replace(/[.]?$/, '.')}${place}`;
  };
  return list([
    `OCR CPU saturation (expected first). ${found === undefined ? ofOcr(facts) : `${evidence('ocr_cpu')} ${ofOcr(facts)}`}`,
    `Worker queue backlog: ${evidence('queue')}`,
    `DB connection pool: ${evidence('pool')}`,
    `API gateway timeout: ${evidence('gateway')}`,
  ]);
}

function firedCell(load: LoadMeasured | null, name: LoadSignal): ReportCell {
  const verdict = load?.result.signals.find(({ signal }) => signal === name);
  if (verdict === undefined || verdict.level === null) return missing;
  if (verdict.level === 'ok') return cell('did not fire', 'did not fire', 'good');
  const [first] = verdict.firings;
  const text = `${verdict.level.toUpperCase()}${first === undefined ? '' : `, first at ${figure(first.from)} s`}`;
  return cell(text, text, verdict.level === 'critical' ? 'bad' : 'warn');
}

/** A page that is read keeps a core busy: one that had less of it waited. */
const WAITED_FOR_CORES = 0.6;
const SCENARIO_USERS = 100;

function usersOf(load: LoadMeasured | null): number | null {
  const shape = load?.facts.plan.shape;
  return shape?.profile === 'burst' || shape?.profile === 'burst-rates' ? shape.users : null;
}

function scenarioCell(load: LoadMeasured | null, name: (typeof predictions)[number][2]): ReportCell {
  if (load === null) return missing;
  const { bottlenecks, latency } = load.result;
  const p99 = latency?.percentiles.find(({ share }) => share === 0.99)?.found;
  if (name === 'latency') return p99 === undefined ? missing : cell(`${p99.is_bound ? '≥ ' : ''}${figure(p99.value)} s`);
  const bottleneck = bottlenecks.find((each) => each.name === name);
  return bottleneck === undefined || bottleneck.level === null ? missing : cell(bottleneck.evidence);
}

/** How many pages could be read at once before the cores are used up: arithmetic on what was measured, no load test. */
function ofOcr({ jobs }: ReportFacts): string {
  const busy = mean(
    jobs.flatMap(({ stages: { ocr } }) =>
      ocr === undefined || ocr.wall_seconds === 0 ? [] : [ocr.cpu_seconds / ocr.wall_seconds],
    ),
  );
  if (busy === null || busy === 0) return 'Not measured.';
  if (busy < WAITED_FOR_CORES)
    return 'Pages waited for a core while they were read, so how many at once would use up more cores is not known from these jobs.';
  return `One page kept ${figure(busy)} cores busy while it was read: ${PRODUCTION_CORES} cores would be used up by about ${plural(Math.max(1, Math.floor(PRODUCTION_CORES / busy)), 'page')} at once.`;
}
