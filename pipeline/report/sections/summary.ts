/** The executive summary: the decision first, then the source document's table with its current values. */
import { hoursPerMonth } from '../../analysis/capacity/project.ts';
import type { Decision, DecisionVerdict } from '../../analysis/decision/decision.ts';
import { figure, given, whole } from '../../analysis/decision/words.ts';
import { percentile } from '../../analysis/load/percentile.ts';
import type { ReportBlock, ReportCell } from '../document.ts';
import type { ReportFacts, ReportJob } from '../facts.ts';
import {
  cell,
  chapter,
  count,
  marked,
  missing,
  paragraph,
  percentileText,
  plural,
  seconds,
  sentence,
  spread,
  table,
  words,
} from '../parts.ts';

const tones: Readonly<Record<DecisionVerdict, 'good' | 'warn' | 'bad' | 'muted'>> = {
  GO: 'good',
  ADJUST: 'warn',
  'NO-GO': 'bad',
  'CANNOT-TELL': 'muted',
};

/** The report's own, before anything was measured. */
const PREVIOUS_ESTIMATE_HOURS = 270;
const TARGET_LATENCY_SECONDS = { from: 2, to: 3 };
const TARGET_CORES = 16;

export function summary(facts: ReportFacts): ReportBlock[] {
  const { decision } = facts;
  const followed = decision[decision.by];
  return [
    chapter('Executive Summary', 'executive-summary'),
    {
      kind: 'callout',
      tone: followed.firm || followed.verdict !== 'GO' ? tones[followed.verdict] : 'warn',
      title: `${followed.headline} (${decision.by} policy)`,
      text: [...marked(inOneSentence(facts)), ' ', otherPolicy(decision)],
    },
    paragraph(...marked(decision.difference)),
    table({
      id: 'executive-summary',
      title: 'Targets and measured values',
      columns: [words('metric', 'Metric'), words('target', 'Target'), words('status', 'Measured')],
      rows: [
        budgetRow(facts),
        volumeRow(facts),
        latencyRow(facts),
        [cell('Node Configuration'), cell(`${TARGET_CORES} cores`), nodeCell(facts)],
        previousRow(facts),
        invariantsRow(decision),
        [cell('Criteria'), cell('Fixed before the measurement'), sentence(decision.criteria.sentence)],
      ],
    }),
  ];
}

function inOneSentence({ decision: { capacity, cannot_tell }, criteria }: ReportFacts): string {
  if (capacity === null) return cannot_tell ?? 'Nothing can be told.';
  const volume = criteria.derived.go;
  const hours = hoursPerMonth(capacity.cpu_per_doc.estimate, volume);
  return `A document costs ${spread(capacity.cpu_per_doc, seconds)} CPU seconds: ${figure(hours)} CPU-hours a month at ${whole(volume)} documents a day, of a budget of ${given(criteria.inputs.budget_hours)}.`;
}

function otherPolicy({ by, published, derived }: Decision): string {
  const other = by === 'published' ? derived : published;
  return `By the ${other.policy} policy: ${other.headline}.`;
}

function budgetRow({ decision: { capacity }, criteria }: ReportFacts): ReportCell[] {
  const target = cell(`${given(criteria.inputs.budget_hours)} CPU-hours/month`);
  if (capacity === null) return [cell('CPU Budget'), target, missing];
  const volume = criteria.derived.go;
  const { estimate, low, high } = capacity.cpu_per_doc;
  const atVolume = (cpu: number): number => hoursPerMonth(cpu, volume);
  const hours = { estimate: atVolume(estimate), low: low && atVolume(low), high: high && atVolume(high) };
  const budget = criteria.inputs.budget_hours;
  const text = `${spread(hours, figure)} CPU-hours at ${whole(volume)} documents a day`;
  return [
    cell('CPU Budget'),
    target,
    cell(text, text, toneOf(hours.estimate <= budget, hours.high !== null && hours.high <= budget)),
  ];
}

function volumeRow({ decision: { capacity }, criteria }: ReportFacts): ReportCell[] {
  const target = cell(`${whole(criteria.derived.go)} docs/day`);
  if (capacity === null) return [cell('Document Volume'), target, missing];
  const text = `${spread(capacity.max_docs_per_day, whole)} documents a day use up the budget`;
  const { estimate, low } = capacity.max_docs_per_day;
  const wanted = criteria.derived.go;
  return [cell('Document Volume'), target, cell(text, text, toneOf(estimate >= wanted, low !== null && low >= wanted))];
}

/** Good only where the whole interval is. */
const toneOf = (estimateIsGood: boolean, intervalIsGood: boolean): ReportCell['tone'] =>
  estimateIsGood ? (intervalIsGood ? 'good' : 'warn') : 'bad';

/** Of warm documents on the fast path, as the run read them: without a queue before it. */
const fastWallSeconds = (jobs: readonly ReportJob[]): number[] =>
  jobs.flatMap(({ path, temperature, metrics }) =>
    path === 'fast' && temperature === 'warm' && metrics !== null ? [metrics.total_wall_seconds] : [],
  );

function latencyRow({ jobs, environment }: ReportFacts): ReportCell[] {
  const head = [cell('Fast Path Latency'), cell(`${TARGET_LATENCY_SECONDS.from}–${TARGET_LATENCY_SECONDS.to} seconds`)];
  const walls = Float64Array.from(fastWallSeconds(jobs)).sort();
  const median = percentile(walls, 0.5);
  const high = percentile(walls, 0.95);
  if (median === null || high === null) return [...head, missing];
  const text = `median ${percentileText(median)}, 95th percentile ${percentileText(high)}, without queueing (${plural(walls.length, 'warm job')}, ${environment.cores} cores)`;
  return [...head, cell(text, text, median.value <= TARGET_LATENCY_SECONDS.to ? 'good' : 'warn')];
}

function nodeCell({ environment, criteria }: ReportFacts): ReportCell {
  const { cores, core_quota } = environment;
  const factor = criteria.inputs.node_factor;
  const taken =
    factor === 1 ? 'taken for as fast as the production node' : `one CPU second here is ${given(factor)} on the production node`;
  const here = `measured on ${core_quota ?? cores} cores, ${taken}`;
  return cell(here, here, cores === TARGET_CORES ? undefined : 'warn');
}

function previousRow({ decision: { capacity }, criteria }: ReportFacts): ReportCell[] {
  const volume = criteria.derived.go;
  const perDocument = (PREVIOUS_ESTIMATE_HOURS * 3600) / (30 * volume);
  const head = [cell('Previous Estimate'), cell(`~${PREVIOUS_ESTIMATE_HOURS} CPU-hours/month (35 % over)`)];
  if (capacity === null) return [...head, missing];
  const text = `that is ${figure(perDocument)} CPU seconds a document at ${count(volume)} a day; measured are ${seconds(capacity.cpu_per_doc.estimate)}`;
  return [...head, cell(text)];
}

function invariantsRow({ invariants }: Decision): ReportCell[] {
  const broken = invariants.filter(({ holds }) => holds === false).length;
  const unknown = invariants.filter(({ holds }) => holds === null).length;
  const text =
    broken > 0
      ? `${plural(broken, 'invariant')} broken: a GO is not possible`
      : unknown > 0
        ? `none broken, ${unknown} of ${invariants.length} not to be judged by this run`
        : 'all hold';
  return [cell('PRD Invariants'), cell('None violated'), cell(text, text, broken > 0 ? 'bad' : unknown > 0 ? 'warn' : 'good')];
}
