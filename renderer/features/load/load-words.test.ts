import { expect, it } from 'vitest';
import { loadResult } from '../../../pipeline/analysis/load/result.ts';
import { sampleLoad } from '../../../pipeline/analysis/load/testing/sample-load.ts';
import { headline } from './load-words.ts';

it('praises a test only that came to its end', () => {
  expect(headline(loadResult(sampleLoad()))).toEqual({
    tone: 'good',
    text: 'Nothing became critical: all 20 uploads completed.',
  });
  const stopped = loadResult(sampleLoad({ outcome: (index) => (index < 5 ? 'completed' : 'planned') }));
  expect(headline(stopped)).toEqual({
    tone: 'plain',
    text: 'Stopped before its end: nothing had become critical, and 5 of 20 uploads completed.',
  });
  const accepted = loadResult(sampleLoad({ outcome: (index) => (index < 19 ? 'completed' : 'in_flight') }));
  expect(headline(accepted).tone).toBe('plain');
});

it('says that nothing arrived', () => {
  const { tone, text } = headline(loadResult(sampleLoad({ outcome: () => 'planned' })));
  expect([tone, text]).toEqual(['warn', 'Nothing arrived: there is no result.']);
});

it('judges a gateway that other tools uploaded to by what it took', () => {
  const served = { refused: {}, jobs: { queued: 0, running: 0, succeeded: 3, failed: 0 } };
  const { text } = headline(loadResult({ ...sampleLoad({ moments: [] }), served }));
  expect(text).toBe('Nothing became critical: all 3 uploads completed.');
});
