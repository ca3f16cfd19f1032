import { expect, it } from 'vitest';
import { loadResult } from '../../../pipeline/analysis/load/result.ts';
import { sampleLoad } from '../../../pipeline/analysis/load/testing/sample-load.ts';
import { headline } from './load-words.ts';

it('praises a test only that came to its end', () => {
  expect(headline(loadResult(sampleLoad()), 'completed')).toEqual({
    tone: 'good',
    text: 'Nothing became critical: all 20 uploads completed.',
  });
  const stopped = loadResult(sampleLoad({ outcome: (index) => (index < 5 ? 'completed' : 'planned') }));
  expect(headline(stopped, 'cancelled')).toEqual({
    tone: 'plain',
    text: 'Stopped before its end: nothing had become critical, and 5 of 20 uploads completed.',
  });
  const accepted = loadResult(sampleLoad({ outcome: (index) => (index < 19 ? 'completed' : 'in_flight') }));
  expect(headline(accepted, 'interrupted').tone).toBe('plain');
});

it('tells of losses, whether the test came to its end or not', () => {
  const some = loadResult(sampleLoad({ outcome: (index) => (index < 16 ? 'completed' : 'rejected') }));
  expect(headline(some, 'completed')).toEqual({ tone: 'warn', text: 'Nothing became critical, but 4 uploads did not complete.' });
  expect(headline(some, 'cancelled')).toMatchObject({
    tone: 'warn',
    text: expect.stringContaining('; 4 failed or were rejected.'),
  });
  const unheard = loadResult(sampleLoad({ outcome: (index) => (index < 19 ? 'completed' : 'in_flight') }));
  expect(headline(unheard, 'completed').text).toContain('1 upload did not complete');
  expect(headline(loadResult(sampleLoad({ outcome: () => 'failed' })), 'completed').tone).toBe('bad');
});

it('says that nothing arrived', () => {
  const { tone, text } = headline(loadResult(sampleLoad({ outcome: () => 'planned' })), 'cancelled');
  expect([tone, text]).toEqual(['warn', 'Nothing arrived: there is no result.']);
});

it('judges a gateway that other tools uploaded to by what it took', () => {
  const served = { refused: {}, jobs: { queued: 0, running: 0, succeeded: 3, failed: 0 } };
  const { text } = headline(loadResult({ ...sampleLoad({ moments: [] }), served }), 'completed');
  expect(text).toBe('Nothing became critical: all 3 uploads completed.');
});
