/**
 * GO, ADJUST or NO-GO by what was measured, under both policies. Pure.
 *
 * The verdict follows the point estimate; it is firm when the whole interval lies in the band. A broken invariant is NO-GO: what
 * may not be violated is not bought back by a low cost.
 */
import type { CapacityBasis, CapacityFacts } from '../../contract/capacity.ts';
import type { CapacityInputs, Criteria, PolicyName } from '../../contract/criteria.ts';
import type { Capacity } from '../capacity/capacity.ts';
import { projectCapacity } from '../capacity/project.ts';
import { actionsOf } from './actions.ts';
import { asPrintedDocsPerDay } from './as-printed.ts';
import { bandAt, bandsOf, isInside } from './bands.ts';
import { standingOf } from './criteria-standing.ts';
import type { Decision, PolicyDecision } from './decision.ts';
import { differenceOf } from './difference.ts';
import { type Remedy, remedyOf } from './firmness.ts';
import { flipsOf } from './flips.ts';
import { risksOf } from './risks.ts';
import { given, spread, whole } from './words.ts';

export function decide(facts: CapacityFacts, criteria: Criteria): Decision {
  const projected = projectCapacity(facts.basis, criteria.inputs);
  const capacity = 'cannot_tell' in projected ? null : projected;
  const cannot_tell = 'cannot_tell' in projected ? projected.cannot_tell : tooSmall(projected, facts.basis, criteria.inputs);
  const by = (policy: PolicyName) => decideBy(policy, facts, criteria, capacity, cannot_tell);
  const [published, derived] = [by('published'), by('derived')];
  return {
    published,
    derived,
    difference: differenceBetween(facts, criteria, capacity, cannot_tell),
    by: criteria.policy,
    invariants: facts.invariants,
    risks: risksOf(facts, criteria.error_rate_limit),
    criteria: standingOf(facts.kept_criteria, criteria),
    capacity,
    cannot_tell,
  };
}

/** A sentence where the projection has no interval. */
function tooSmall({ cpu_per_doc }: Capacity, { paths }: CapacityBasis, { fast_share }: CapacityInputs): string | null {
  if (cpu_per_doc.low !== null) return null;
  const single = (['fast', 'standard'] as const).find(
    (path) => (path === 'fast' ? fast_share > 0 : fast_share < 1) && paths[path].documents < 2,
  );
  if (single === undefined) return 'Too few documents were read for an interval; measure more of them.';
  const count = paths[single].documents === 0 ? 'No document' : 'Only one document';
  return `${count} was read warm on the ${single} path, so the error is not known; measure more such documents.`;
}

function differenceBetween(
  { invariants }: CapacityFacts,
  criteria: Criteria,
  capacity: Capacity | null,
  cannotTell: string | null,
): string {
  if (capacity === null || cannotTell !== null) return 'Neither policy can tell.';
  if (invariants.some(({ holds }) => holds === false))
    return 'Both policies read NO-GO because an invariant is broken, whatever the cost.';
  const read = (policy: PolicyName) => bandAt(bandsOf(policy, criteria), capacity.cpu_per_doc.estimate).label;
  return differenceOf(read('published'), read('derived'), capacity, criteria);
}

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
  const remedy = isFirm ? null : remedyOf(facts.basis, cpu, band);
  const isBroken = broken.length > 0;
  const headline = remedy === null ? band.label : `${band.label}, not firm: ${remedyText(remedy)}`;
  return {
    ...figures,
    verdict: isBroken ? 'NO-GO' : band.verdict,
    band: isBroken ? 'no_go' : band.band,
    firm: isBroken || isFirm,
    headline: isBroken ? 'NO-GO: an invariant is broken' : headline,
    more_documents: !isBroken && remedy?.kind === 'documents' ? remedy.more : null,
    // No input mends an invariant.
    flips: isBroken ? [] : flipsOf(facts.basis, criteria.inputs, bands, band),
    reasons: [
      ...broken.map(({ sentence }) => `An invariant is broken: ${sentence}. The cost alone would read ${band.label}.`),
      `A document takes ${spread(cpu, 'CPU seconds')}: ${limitsIn(band.above, band.up_to)}, which is ${band.label}.`,
      ...capacity.projection.map(
        (row) =>
          `${whole(row.docs_per_day)} documents a day take ${spread(row.cpu_hours_per_month, 'CPU-hours a month')}, ${row.status} the budget of ${given(criteria.inputs.budget_hours)}${row.firm ? '' : ', not firm'}.`,
      ),
      ...facts.drift.checks.filter(({ verdict }) => verdict === 'drifted').map(({ sentence }) => sentence),
      ...facts.invariants.filter(({ holds }) => holds === null).map(({ sentence }) => `Not judged: ${sentence}.`),
    ],
    actions: isBroken || band.verdict !== 'GO' ? actionsOf({ facts, criteria, policy, capacity, bands, band }) : [],
  };
}

function remedyText(remedy: Remedy): string {
  switch (remedy.kind) {
    case 'documents':
      return `${remedy.more.toLocaleString('en-US')} more ${remedy.more === 1 ? 'document' : 'documents'} would tell`;
    case 'runs':
      return 'more runs, not more documents, would tell';
    case 'none':
      return `it lies on the limit of ${given(remedy.limit)} s`;
  }
}

function limitsIn(above: number, upTo: number | null): string {
  if (upTo === null) return `above ${given(above)}`;
  return above === 0 ? `up to ${given(upTo)}` : `above ${given(above)} and up to ${given(upTo)}`;
}
