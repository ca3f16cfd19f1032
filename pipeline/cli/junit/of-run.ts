/** A run as JUnit's XML: a case for each document, for each invariant, and for what it is held against. */
import type { BaselineResult } from '../../contract/baseline.ts';
import type { RunRecord } from '../../contract/run.ts';
import type { JunitCase, JunitReport } from '../../export/junit/junit.ts';
import type { DocumentResult, RunResult } from '../run-result.ts';
import { checkCase, propertiesOf } from './cases.ts';

/** @param result with all its documents listed */
export function junitOfRun(run: RunRecord, result: RunResult, held: BaselineResult | null): JunitReport {
  return {
    name: run.name === '' ? 'rbench run' : run.name,
    began: run.created_at,
    properties: propertiesOf(run, result.environment),
    suites: [
      { name: 'documents', cases: result.documents.map(documentCase) },
      { name: 'invariants', cases: result.invariants.map(checkCase) },
      ...(held === null ? [] : [{ name: 'baseline', cases: held.checks.map((check) => withDocuments(checkCase(check), held)) }]),
    ],
  };
}

function documentCase({ number, file, status, error, wall_seconds, cpu_seconds, path, temperature }: DocumentResult): JunitCase {
  const name = `${number} ${file}`;
  if (error !== null) {
    return { name, outcome: { kind: 'failed', code: error.code, sentence: error.message }, seconds: wall_seconds, text: '' };
  }
  if (status !== 'succeeded') {
    return {
      name,
      outcome: { kind: 'skipped', sentence: `It is ${status}: the run was stopped before.` },
      seconds: null,
      text: '',
    };
  }
  const text = `${cpu_seconds?.toFixed(3)} CPU seconds, ${temperature}, ${path} path`;
  return { name, outcome: { kind: 'passed' }, seconds: wall_seconds, text };
}

function withDocuments(made: JunitCase, { worse }: BaselineResult): JunitCase {
  if (made.outcome.kind !== 'failed') return made;
  return { ...made, text: worse.map(({ file, sentence }) => `${file}: ${sentence}`).join('\n') };
}
