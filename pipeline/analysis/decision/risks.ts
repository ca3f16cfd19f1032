/** The residual risks of the report with what was measured of them, and the failure rate with its upper bound. */
/// <reference path="../comparison/jstat.d.ts" />

import jStat from 'jstat';
import type { CapacityFacts, DriftCheck } from '../../contract/capacity.ts';
import { plural } from '../../contract/plural.ts';
import type { ResidualRisk } from './decision.ts';

const CONFIDENCE_ONE_SIDED = 0.95;

export function risksOf({ drift, basis }: CapacityFacts, errorRateLimit: number): ResidualRisk[] {
  return [...drift.checks.map(driftRisk), failureRisk(basis.jobs, errorRateLimit)];
}

function driftRisk({ title, sentence, verdict, here, reference, test, threshold }: DriftCheck): ResidualRisk {
  // Without a reference the sentence has what was measured.
  if (here === null || reference === null) return { title, verdict, sentence };
  return { title, verdict, sentence: `${sentence} Here ${here}, baseline ${reference} (${test}; ${threshold}).` };
}

/** Clopper and Pearson's bounds: no failure among few documents promises little. */
function failureRisk(jobs: CapacityFacts['basis']['jobs'], limit: number): ResidualRisk {
  const title = 'Failure rate';
  const { succeeded, failed } = jobs;
  const ended = succeeded + failed;
  if (ended === 0) return { title, verdict: 'not_measured', sentence: 'Not measured: no document was read to its end.' };
  const upper = succeeded === 0 ? 1 : jStat.beta.inv(CONFIDENCE_ONE_SIDED, failed + 1, succeeded);
  const lower = failed === 0 ? 0 : jStat.beta.inv(1 - CONFIDENCE_ONE_SIDED, failed, succeeded + 1);
  return {
    title,
    // Above the limit beyond doubt: as bad as a drift, and shown as one.
    verdict: upper <= limit ? 'steady' : lower > limit ? 'drifted' : 'cannot_tell',
    sentence: `${failed} of ${plural(ended, 'document')} failed; the rate may be up to ${percent(upper)} (95 %, Clopper–Pearson), and the limit is ${percent(limit)}.`,
  };
}

const percent = (share: number): string => `${(share * 100).toLocaleString('en-US', { maximumSignificantDigits: 2 })} %`;
