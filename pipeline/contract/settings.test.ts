import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BenchError, errorCodes, sentences } from './errors.ts';
import { defaultSettings, parseAssignments, parseSettings, settingKeys } from './settings.ts';

const errorOf = (work: () => unknown): BenchError => {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof BenchError) return thrown;
  }
  throw new Error('no BenchError was thrown');
};

describe('settings', () => {
  it('take the defaults for what is not given', () => {
    expect(parseSettings({ workers: '3', preOcr: 'true' })).toEqual({ ...defaultSettings, workers: 3, preOcr: true });
  });

  it.each([
    ['workers', '0'],
    ['workers', '1.5'],
    ['workers', ''],
    ['workers', 'many'],
    ['quality.threshold', '1.01'],
    ['quality.threshold', 'NaN'],
    ['preOcr', 'yes'],
    ['ocr.engine', 'none'],
    ['job.timeout', '-1'],
    ['job.timeout', 'Infinity'],
  ])('refuse %s=%s with a sentence that names both', (key, value) => {
    const error = errorOf(() => parseSettings({ [key]: value }));
    expect(error.code).toBe('settings.bad_value');
    expect(error.message).toContain(key);
  });

  it('refuse a key they do not know', () =>
    expect(errorOf(() => parseSettings({ 'ocr.treads': 2 })).code).toBe('settings.unknown_key'));

  it('survive being stored as JSON', () =>
    expect(parseSettings(JSON.parse(JSON.stringify(defaultSettings)))).toEqual(defaultSettings));

  it('throw nothing but their own errors, whatever they are given', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(fc.constantFrom(...settingKeys), fc.string()), fc.anything()), (given) => {
        try {
          parseSettings(given);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(BenchError);
        }
      }),
    );
  });
});

describe('parseAssignments', () => {
  it('cuts at the first equals sign', () => expect(parseAssignments(['ocr.model=/a=b'])).toEqual({ 'ocr.model': '/a=b' }));
  it.each(['workers', '=3', ''])('refuses %j', (word) =>
    expect(errorOf(() => parseAssignments([word])).code).toBe('settings.bad_syntax'),
  );
});

describe('error sentences', () => {
  it.each(errorCodes)('%s ends like a sentence and is one line', (code) =>
    expect(sentences[code]).toMatch(/^(\S.*(\S[.)]| \{reason\})|\{text\})$/),
  );

  it('stay one line when a file name holds a newline', () => {
    expect(new BenchError('input.empty', { file: 'a\nb.jpg' }).message).toBe(
      'a\\nb.jpg is empty (0 bytes); scan or copy it again.',
    );
  });
});
