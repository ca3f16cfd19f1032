/** A decision as JUnit's XML: the policy that is followed, the invariants, and what drifted from the reference. */
import type { Decision, PolicyDecision } from '../../analysis/decision/decision.ts';
import { environmentSchema } from '../../contract/environment.ts';
import type { RunRecord } from '../../contract/run.ts';
import type { JunitCase, JunitReport } from '../../export/junit/junit.ts';
import { checkCase, propertiesOf } from './cases.ts';

export function junitOfDecision(run: RunRecord, decision: Decision): JunitReport {
  const { published, derived, by, criteria, invariants, risks } = decision;
  return {
    name: run.name === '' ? 'rbench decide' : run.name,
    began: run.created_at,
    properties: { ...propertiesOf(run, environmentSchema.parse(run.environment)), criteria: criteria.hash },
    suites: [
      { name: 'policies', cases: [published, derived].map((policy) => policyCase(policy, policy.policy === by)) },
      { name: 'invariants', cases: invariants.map(checkCase) },
      {
        name: 'residual risks',
        cases: risks.map(({ title, sentence, verdict }) =>
          checkCase({ name: title, holds: verdict === 'steady' ? true : verdict === 'drifted' ? false : null, sentence }),
        ),
      },
    ],
  };
}

/** The other policy is told and decides nothing. */
function policyCase({ policy, verdict, headline, reasons }: PolicyDecision, isFollowed: boolean): JunitCase {
  const base = { name: policy, seconds: null, text: reasons.join('\n') };
  if (!isFollowed) return { ...base, outcome: { kind: 'skipped', sentence: `Not the policy that is followed. ${headline}` } };
  if (verdict === 'GO') return { ...base, outcome: { kind: 'passed' } };
  if (verdict === 'CANNOT-TELL') return { ...base, outcome: { kind: 'skipped', sentence: headline } };
  return { ...base, outcome: { kind: 'failed', code: verdict, sentence: headline } };
}
