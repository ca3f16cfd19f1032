/**
 * What makes a comparison less certain, or one of unlike things: a stable code and a sentence each. They stay in every export.
 */
import type { Comparison } from '../../contract/comparison.ts';
import { type ErrorDetails, fillSentence } from '../../contract/errors.ts';

const sentences = {
  'compare.not_interleaved': 'These runs were made apart, so that a drift of the machine between them is in the result.',
  'compare.documents_differ':
    '{count} {count|document is not on every side and was|documents are not on every side and were} left out.',
  'compare.machine_differs': 'The sides were measured on different machines: {what}.',
  'compare.host_differs': 'The sides ran in different kinds of processes: {what}.',
  'compare.engine_differs': 'The sides were read by different OCR engines: {what}.',
  'compare.model_differs': 'The sides were read with different OCR models: {what}.',
  'compare.versions_differ': 'The sides ran different versions of {what}.',
  'compare.code_differs':
    'The sides run different code ({what}), which may move any stage: no stage is left to tell whether the machine moved. That they took turns is what guards the result.',
  'compare.nothing_warm': 'Side {side} has no warm document that succeeded: nothing of it can be compared.',
  'compare.baseline_breaks': 'Side {side}, which the others are held against, breaks an invariant itself: {what}.',
} as const;

export type ComparisonWarningCode = keyof typeof sentences;

type ComparisonWarning = Comparison['warnings'][number];

export const comparisonWarning = (code: ComparisonWarningCode, details: ErrorDetails = {}): ComparisonWarning => ({
  code,
  message: fillSentence(sentences[code], details),
});
