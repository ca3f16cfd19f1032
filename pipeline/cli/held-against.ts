/**
 * What `--baseline FILE` does: the documents must be those of the file before anything is measured, and afterwards the run is
 * held against it.
 */
import path from 'node:path';
import { checkAgainstBaseline, documentKey } from '../analysis/baseline/check.ts';
import type { Baseline, BaselineDocument, BaselineResult } from '../contract/baseline.ts';
import type { DocumentSelection } from '../contract/document-selection.ts';
import { BenchError } from '../contract/errors.ts';
import type { Bytes } from '../contract/units.ts';
import { findDocuments } from '../engine/documents.ts';
import { readBaselineDocuments } from '../export/baseline/read-baseline.ts';
import type { Store } from '../store/store.ts';
import { exitCodes } from './exit.ts';
import { alarm, caution, heading, oneLine } from './output.ts';

export interface HeldDocuments {
  readonly place: string;
  readonly selection: DocumentSelection;
  readonly count: number | null;
}

type KnownDocument = Pick<BaselineDocument, 'sha256' | 'etag' | 'file'>;

/** @throws BenchError `baseline.documents_differ`, as `findDocuments` */
export async function refuseOtherDocuments(
  file: string,
  baseline: Baseline,
  documents: HeldDocuments,
  largestBytes: Bytes,
): Promise<void> {
  const found = await findDocuments({ ...documents, largestBytes });
  refuseDiffering(file, baseline, found.documents);
}

/** @throws BenchError `baseline.documents_differ` */
export function refuseDiffering(file: string, baseline: Baseline, documents: readonly KnownDocument[]): void {
  const here = new Map(documents.map((document) => [documentKey(document), document.file]));
  const there = new Map(baseline.documents.map((document) => [documentKey(document), document.file]));
  const differing = [
    ...[...here].filter(([key]) => !there.has(key)).map(([, name]) => `${name}, which it does not have`),
    ...[...there].filter(([key]) => !here.has(key)).map(([, name]) => `${name}, which is not here`),
  ];
  const [first] = differing;
  if (first !== undefined)
    throw new BenchError('baseline.documents_differ', { file: path.resolve(file), count: differing.length, first });
}

export const heldAgainst = (store: Store, run: string, baseline: Baseline): BaselineResult =>
  checkAgainstBaseline(baseline.documents, readBaselineDocuments(store, run));

const verdicts: Readonly<Record<BaselineResult['verdict'], string>> = {
  no_worse: 'No worse than the baseline',
  worse: 'WORSE than the baseline',
  cannot_tell: "Can't tell whether it is worse than the baseline",
};

export const heldInWords = ({ verdict, checks, worse }: BaselineResult): string =>
  [
    heading(verdict === 'worse' ? alarm(verdicts[verdict]) : verdicts[verdict]),
    ...checks.map(({ holds, sentence }) => `  ${holds === null ? caution('?') : holds ? '✓' : alarm('✗')} ${sentence}`),
    ...worse.map(({ file, sentence }) => `    ${oneLine(file)}: ${sentence}`),
  ].join('\n');

export const codeOfHeld: Readonly<Record<BaselineResult['verdict'], number>> = {
  no_worse: exitCodes.done,
  worse: exitCodes.failed,
  cannot_tell: exitCodes.cannotTell,
};
