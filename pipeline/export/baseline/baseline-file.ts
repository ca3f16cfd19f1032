/**
 * The file that a baseline is kept in: a line for each document, so that a change of it can be read in a diff.
 */
import { readFileSync } from 'node:fs';
import { type Baseline, baselineSchema } from '../../contract/baseline.ts';
import { BenchError, reasonOf } from '../../contract/errors.ts';

export function baselineText({ documents, ...head }: Baseline): string {
  const lines = documents.map((document) => `    ${JSON.stringify(document)}`).join(',\n');
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "documents": [\n${lines}\n  ]\n}\n`;
}

/** @throws BenchError `baseline.bad_file` */
export function readBaselineFile(file: string): Baseline {
  try {
    return baselineSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (thrown) {
    throw new BenchError('baseline.bad_file', { file, reason: reasonOf(thrown) }, { cause: thrown });
  }
}
