import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BaselineDocument } from '../../contract/baseline.ts';
import { checkAgainstBaseline } from './check.ts';

const document = (index: number, change: Partial<BaselineDocument> = {}): BaselineDocument => ({
  file: `scan_${index}.jpg`,
  sha256: index.toString(16).padStart(64, '0'),
  etag: null,
  state: 'succeeded',
  error: null,
  text: { edits: 20 + ((index * 7) % 11), characters: 1000 },
  fields: { right: 6, expected: 8 },
  lacks_required_field: false,
  ...change,
});
const documents = (count: number, change: (index: number) => Partial<BaselineDocument> = () => ({})): BaselineDocument[] =>
  Array.from({ length: count }, (_, index) => document(index, change(index)));
const edits = (more: number) => (index: number) => ({ text: { edits: 20 + ((index * 7) % 11) + more, characters: 1000 } });
const holds = (result: ReturnType<typeof checkAgainstBaseline>, name: string) =>
  result.checks.find((check) => check.name === name)?.holds;

describe('a run against a baseline', () => {
  it('is no worse when it reads as before, even with one document', () => {
    for (const count of [1, 5, 6, 50]) {
      const result = checkAgainstBaseline(documents(count), documents(count).toReversed());
      expect([result.verdict, result.worse]).toEqual(['no_worse', []]);
    }
  });

  it('is worse when every document lost some characters, and names the documents that lost most', () => {
    const result = checkAgainstBaseline(
      documents(8),
      documents(8, (index) => edits(index === 5 ? 90 : 3)(index)),
    );
    expect([result.verdict, holds(result, 'text')]).toEqual(['worse', false]);
    expect(result.worse[0]).toEqual({ file: 'scan_5.jpg', sentence: '22 → 112 wrong characters' });
  });

  it('does not call it worse when one document of many lost a little and another won it back', () => {
    const after = documents(20, (index) => edits(index === 3 ? 4 : index === 4 ? -4 : 0)(index));
    const result = checkAgainstBaseline(documents(20), after);
    expect(result.verdict).toBe('no_worse');
    expect(result.worse).toHaveLength(1);
  });

  it('cannot tell from five documents that got worse, whatever else held', () => {
    const before = documents(5);
    const text = checkAgainstBaseline(before, documents(5, edits(9)));
    expect([text.verdict, holds(text, 'text'), holds(text, 'fields')]).toEqual(['cannot_tell', null, true]);
    const lacking = checkAgainstBaseline(
      before,
      documents(5, (index) => ({ lacks_required_field: index === 0 })),
    );
    expect([lacking.verdict, holds(lacking, 'required_fields'), holds(lacking, 'text')]).toEqual(['cannot_tell', null, true]);
  });

  it('cannot tell without truth', () => {
    const untold = documents(9, () => ({ text: null, fields: null }));
    expect(checkAgainstBaseline(untold, untold).verdict).toBe('cannot_tell');
  });

  it('sees fields lost, required fields lost and documents that fail now', () => {
    const before = documents(10);
    const fields = checkAgainstBaseline(
      before,
      documents(10, () => ({ fields: { right: 4, expected: 8 } })),
    );
    expect(holds(fields, 'fields')).toBe(false);
    const lacking = checkAgainstBaseline(
      before,
      documents(10, () => ({ lacks_required_field: true })),
    );
    expect(holds(lacking, 'required_fields')).toBe(false);
    const failing = checkAgainstBaseline(
      before,
      documents(10, (index) => (index === 0 ? { state: 'failed', error: 'job.timeout', text: null, fields: null } : {})),
    );
    expect([failing.verdict, holds(failing, 'failures')]).toEqual(['worse', false]);
    expect(failing.worse).toEqual([{ file: 'scan_0.jpg', sentence: 'failed (job.timeout)' }]);
  });

  it('knows a document by its content and not by its name', () => {
    const renamed = documents(8, (index) => ({ file: `other/${index}.png`, ...edits(50)(index) }));
    expect(checkAgainstBaseline(documents(8), renamed).verdict).toBe('worse');
  });

  it('gives the same answer each time, and never calls a better reading worse', () => {
    const better = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(better, (won) => {
        const after = documents(won.length, (index) => edits(-(won[index] ?? 0))(index));
        const result = checkAgainstBaseline(documents(won.length), after);
        expect(result.verdict).toBe('no_worse');
        expect(checkAgainstBaseline(documents(won.length), after)).toEqual(result);
      }),
    );
  });
});
