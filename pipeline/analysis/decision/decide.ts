/**
 * GO, ADJUST or NO-GO by what was measured, under both policies. Pure.
 *
 * The verdict follows the point estimate; it is firm when the whole interval lies in the band. A broken invariant is NO-GO: what
 * may not be violated is not bought back by a low cost.
 */
import type { CapacityFacts } from '../../contract/capacity.ts';
import type { Criteria, PolicyName } from '../../contract/criteria.ts';
import type { Capacity } from '../capacity/capacity.ts';
import { hoursPerMonth, projectCapacity } from '../capacity/project.ts';
import { actionsOf } from './actions.ts';
import { asPrintedDocsPerDay } from './as-printed.ts';
import { bandAt, bandsOf, isInside } from './bands.ts';
import { standingOf } from './criteria-standing.ts';
import type { Decision, PolicyDecision } from './decision.ts';
import { moreDocuments } from './firmness.ts';
import { flipsOf } from './flips.ts';
import { risksOf } from './risks.ts';
import { figure, spread, whole } from './words.ts';

export function decide(facts: CapacityFacts, criteria: Criteria): Decision {
  const projected = projectCapacity(facts.basis, criteria.inputs);
  const capacity = 'cannot_tell' in projected ? null : projected;
  const cannot_tell = 'cannot_tell' in projected ? projected.cannot_tell : tooSmall(projected);
  const by = (policy: PolicyName) => decideBy(policy, facts, criteria, capacity, cannot_tell);
  const [published, derived] = [by('published'), by('derived')];
  return {
    published,
    derived,
    difference: differenceOf(published, derived, capacity, criteria),
    by: criteria.policy,
    invariants: facts.invariants,
    risks: risksOf(facts),
    criteria: standingOf(facts.kept_criteria, criteria),
    capacity,
    cannot_tell,
  };
}

const tooSmall = ({ cpu_per_doc }: Capacity): string | null =>
  cpu_per_doc.low === null
    ? 'A path that the mix needs has a single document, so the error is not known; measure more of them.'
    : null;

function decideBy(
  policy: PolicyName,
  facts: CapacityFacts,
  criteria: Criteria,
  capacity: Capacity | null,
  cannotTell: string | null,
): PolicyDecision {
  const bands = bandsOf(policy, criteria);
  const figures = {
    policy,
    bands,
    cpu_per_doc: capacity?.cpu_per_doc ?? null,
    max_docs_per_day: capacity?.max_docs_per_day ?? null,
    max_docs_per_day_as_printed:
      policy === 'published' && capacity !== null
        ? asPrintedDocsPerDay(criteria.inputs.budget_hours, capacity.cpu_per_doc.estimate)
        : null,
  };
  const broken = facts.invariants.filter(({ holds }) => holds === false);
  if (capacity === null || cannotTell !== null) {
    const nothing = { band: null, more_documents: null, flips: [], actions: [] };
    const reasons = [cannotTell ?? '', ...broken.map(({ sentence }) => `An invariant is broken: ${sentence}.`)];
    return { ...figures, ...nothing, verdict: 'CANNOT-TELL', firm: false, headline: "Can't tell", reasons };
  }
  const cpu = capacity.cpu_per_doc;
  const band = bandAt(bands, cpu.estimate);
  const isFirm = cpu.low !== null && cpu.high !== null && isInside(band, bands, cpu.low, cpu.high);
  const more = isFirm ? null : moreDocuments(facts.basis, cpu, band);
  const isBroken = broken.length > 0;
  const headline = isFirm
    ? band.label
    : `${band.label}, not firm: ${more === null ? 'more documents alone would not tell' : `${more.toLocaleString('en-US')} more documents would tell`}`;
  return {
    ...figures,
    verdict: isBroken ? 'NO-GO' : band.verdict,
    band: isBroken ? 'no_go' : band.band,
    firm: isBroken || isFirm,
    headline: isBroken ? 'NO-GO: an invariant is broken' : headline,
    more_documents: isBroken ? null : more,
    flips: flipsOf(facts.basis, criteria.inputs, bands, band),
    reasons: [
      ...broken.map(({ sentence }) => `An invariant is broken: ${sentence}. The cost alone would read ${band.label}.`),
      `A document takes ${spread(cpu, 'CPU seconds')}: ${limitsIn(band.above, band.up_to)}, which is ${band.label}.`,
      ...capacity.projection.map(
        (row) =>
          `${whole(row.docs_per_day)} documents a day take ${spread(row.cpu_hours_per_month, 'CPU-hours a month')}, ${row.status} the budget of ${figure(criteria.inputs.budget_hours)}${row.firm ? '' : ', not firm'}.`,
      ),
      ...facts.drift.checks.filter(({ verdict }) => verdict === 'drifted').map(({ sentence }) => sentence),
      ...facts.invariants.filter(({ holds }) => holds === null).map(({ sentence }) => `Not judged: ${sentence}.`),
    ],
    actions: isBroken || band.verdict !== 'GO' ? actionsOf(facts, capacity, bands, band, broken) : [],
  };
}

function limitsIn(above: number, upTo: number | null): string {
  if (upTo === null) return `above ${figure(above)}`;
  return above === 0 ? `up to ${figure(upTo)}` : `above ${figure(above)} and up to ${figure(upTo)}`;
}

function differenceOf(published: PolicyDecision, derived: PolicyDecision, capacity: Capacity | null, criteria: Criteria): string {
  if (capacity === null || published.band === null || derived.band === null) return 'Neither policy can tell.';
  const volume = criteria.derived.go;
  const hours = figure(hoursPerMonth(capacity.cpu_per_doc.estimate, volume));
  const limit = published.bands[0]?.up_to ?? 0;
  const why = `the published bands divide the budget by 30 twice: ${figure(limit)} s at ${whole(volume)} documents a day is ${figure(hoursPerMonth(limit, volume))} CPU-hours a month, not ${figure(criteria.inputs.budget_hours)}; by § 4.1 this run needs ${hours}`;
  return published.verdict === derived.verdict
    ? `Both policies read ${published.verdict}, though ${why}.`
    : `Published reads ${published.verdict} and derived reads ${derived.verdict} because ${why}.`;
}
