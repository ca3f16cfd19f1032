/** The residual risks of the report with what was measured of them, and the failure rate with its upper bound. */
/// <reference path="../comparison/jstat.d.ts" />
import jStat from 'jstat';
import type { CapacityFacts } from '../../contract/capacity.ts';
import { ERROR_RATE_LIMIT } from '../invariants.ts';
import type { ResidualRisk } from './decision.ts';

const CONFIDENCE_ONE_SIDED = 0.95;

export function risksOf({ drift, basis }: CapacityFacts): ResidualRisk[] {
  const checks = drift.checks.map(({ title, sentence, verdict, here, reference, test, threshold }) => ({
    title,
    verdict,
    // Without a reference the sentence has what was measured.
    sentence:
      here === null || reference === null
        ? sentence
        : `${sentence} Here ${here}, reference ${reference} (${test}; ${threshold}).`,
  }));
  return [...checks, failureRisk(basis.jobs)];
}

/** Clopper and Pearson's upper bound: no failure among few documents promises little. */
function failureRisk({ succeeded, failed }: { readonly succeeded: number; readonly failed: number }): ResidualRisk {
  const ended = succeeded + failed;
  const upper = succeeded === 0 ? 1 : jStat.beta.inv(CONFIDENCE_ONE_SIDED, failed + 1, succeeded);
  const percent = (share: number) => `${(share * 100).toLocaleString('en-US', { maximumSignificantDigits: 2 })} %`;
  return {
    title: 'Failure rate',
    verdict: upper <= ERROR_RATE_LIMIT ? 'steady' : 'cannot_tell',
    sentence: `${failed} of ${ended} documents failed; the rate may be up to ${percent(upper)} (95 %, Clopper–Pearson), the limit is ${percent(ERROR_RATE_LIMIT)}`,
  };
}
