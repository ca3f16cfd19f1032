/** A load test as JUnit's XML: whether it counts, whether every upload was read, and each signal. */
import type { Bottleneck } from '../../analysis/load/bottlenecks.ts';
import type { LoadResult } from '../../analysis/load/result.ts';
import { environmentSchema } from '../../contract/environment.ts';
import type { RunRecord } from '../../contract/run.ts';
import type { JunitCase, JunitReport } from '../../export/junit/junit.ts';
import { propertiesOf } from './cases.ts';

export function junitOfLoad(run: RunRecord, result: LoadResult): JunitReport {
  return {
    name: run.name === '' ? 'rbench load' : run.name,
    began: run.created_at,
    properties: propertiesOf(run, environmentSchema.parse(run.environment)),
    suites: [
      { name: 'load', cases: [validityCase(result), uploadsCase(result)] },
      { name: 'signals', cases: result.bottlenecks.map(signalCase) },
    ],
  };
}

function validityCase({ is_valid }: LoadResult): JunitCase {
  const base = { name: 'the load came as planned', seconds: null, text: '' };
  if (is_valid === null) return { ...base, outcome: { kind: 'skipped', sentence: 'Nothing was sent.' } };
  if (is_valid) return { ...base, outcome: { kind: 'passed' } };
  const sentence = 'The load generator itself was late: the figures are of another load than planned.';
  return { ...base, outcome: { kind: 'broken', code: 'generator_late', sentence } };
}

function uploadsCase({ account, unsent, makespan }: LoadResult): JunitCase {
  const { arrived, completed, failed, rejected, in_flight } = account;
  const sentence = `${arrived} arrived = ${completed} completed + ${failed} failed + ${rejected} rejected + ${in_flight} in flight; ${unsent} not sent`;
  const base = { name: 'every upload was read', seconds: makespan, text: '' };
  if (failed + rejected > 0) return { ...base, outcome: { kind: 'failed', code: 'uploads_lost', sentence } };
  if (arrived === 0 || in_flight + unsent > 0) return { ...base, outcome: { kind: 'skipped', sentence } };
  return { ...base, outcome: { kind: 'passed' }, text: sentence };
}

function signalCase({ name, level, evidence }: Bottleneck): JunitCase {
  const base = { name, seconds: null, text: '' };
  if (level === null) return { ...base, outcome: { kind: 'skipped', sentence: `Not measured. ${evidence}` } };
  if (level === 'critical') return { ...base, outcome: { kind: 'failed', code: 'critical', sentence: evidence } };
  return { ...base, outcome: { kind: 'passed' }, text: `${level}: ${evidence}` };
}
