import { describe, expect, test } from 'vitest';
import { BenchError, type ErrorCode, errorCodes, sentences } from '../../pipeline/contract/errors.ts';
import { nextStepOf, sentenceOf, windowSentences } from './error-words.ts';

/** What the window has no way for, and can meet: the whole command stands there. */
const withACommand: readonly ErrorCode[] = ['postgres.timeout', 'postgres.rows_missing', 'postgres.rows_differ'];
const wholeCommand = /`rbench export postgres [^`]+`/;

/** What only the command line can run into, or has no way in the window: the option is the way. */
const ofTheCommandLine: readonly ErrorCode[] = [
  'storage.foreign_manifest',
  'store.missing',
  'store.read_only',
  'store.newer',
  'store.not_a_database',
  'store.corrupt',
  'capacity.bad_criteria',
  'load.port_taken',
  'load.queue_lost',
  'load.queue_refused',
  'load.gateway_unreachable',
  'load.gateway_untrusted',
  'load.bad_plan',
  'baseline.bad_file',
  'baseline.none_pinned',
  'baseline.not_a_run',
  'baseline.unfinished',
  'baseline.documents_differ',
];
const namesTheCommandLine = (sentence: string): boolean => /`rbench|(^|[ (])--[a-z]/.test(sentence);
const placesOf = (sentence: string): string[] => [...new Set([...sentence.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? ''))];

describe('the window’s sentences', () => {
  test('stand for each one that names an option, unless only the command line can meet it', () => {
    const named = errorCodes.filter((code) => namesTheCommandLine(sentences[code]));
    expect(named.filter((code) => windowSentences[code] === undefined && !ofTheCommandLine.includes(code))).toEqual([]);
    expect(ofTheCommandLine.filter((code) => !named.includes(code))).toEqual([]);
  });

  test('name no option themselves unless in a whole command, and no detail that the error does not have', () => {
    for (const [code, sentence] of Object.entries(windowSentences)) {
      expect(wholeCommand.test(sentence), code).toBe(withACommand.includes(code as ErrorCode));
      expect(namesTheCommandLine(sentence.replace(wholeCommand, '')), code).toBe(false);
      const known = placesOf(sentences[code as ErrorCode]);
      expect(
        placesOf(sentence).filter((place) => !known.includes(place)),
        code,
      ).toEqual([]);
    }
  });

  test('are filled from the error’s details, and the contract’s stands where they are not known', () => {
    const error = new BenchError('postgres.no_schema', { schema: 'bench' });
    expect(sentenceOf(error)).toBe('There is no schema bench; check its name, or give another under Schema.');
    expect(sentenceOf({ code: error.code, message: error.message, details: {} })).toBe(error.message);
    expect(sentenceOf({ code: 'of.another_version', message: 'Something else.' })).toBe('Something else.');
    expect(sentenceOf(new BenchError('job.timeout', { file: 'a.jpg', seconds: 3 }))).toMatch(/^a\.jpg took longer than 3 s/);
  });
});

describe('the next step', () => {
  test('leads to the run that an error is about', () => {
    const run = '00000000-0000-4000-8000-000000000001';
    const error = new BenchError('engine.died', { reason: 'SIGKILL', run });
    expect(nextStepOf(error, 'run')?.to).toEqual({ screen: 'run-detail', run, tab: 'summary' });
    expect(nextStepOf(error, 'run-detail')).toBeNull();
    expect(nextStepOf(new BenchError('engine.died', { reason: 'SIGKILL', run: 'abc' }), 'run')).toBeNull();
  });

  test('is not offered where one is there already, or there is none', () => {
    const missing = new BenchError('ocr.engine_missing', { engine: 'tesseract', reason: 'x', remedy: 'y' });
    expect(nextStepOf(missing, 'run')?.to).toEqual({ screen: 'environment' });
    expect(nextStepOf(missing, 'environment')).toBeNull();
    expect(nextStepOf(new BenchError('input.empty', { file: 'a.jpg' }), 'run')).toBeNull();
  });
});
