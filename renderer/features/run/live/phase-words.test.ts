import { expect, test } from 'vitest';
import { cancelHint, phaseSentence } from './phase-words.ts';

const going = { pass: null, toPrepare: 0, jobs: 250 } as const;

test('a run and a comparison can be resumed after Cancel', () => {
  expect(cancelHint('run')).toBe('What is finished is kept, and the rest can be resumed');
  expect(phaseSentence({ ...going, kind: 'run', phase: 'running' })).toBe(
    'Measuring 250 documents. Cancel keeps what is finished; the rest can be resumed.',
  );
  const pass = { number: 2, of: 6, side: 'b' } as const;
  expect(phaseSentence({ ...going, kind: 'compare', phase: 'running', pass })).toMatch(/^Pass 2 of 6, side b\./);
});

test('a load test is not promised what is not done: uploads that were still to come are never sent', () => {
  expect(cancelHint('load')).toBe('What is finished is kept, and uploads still to come are not sent');
  for (const phase of ['running', 'stopping'] as const) {
    const sentence = phaseSentence({ ...going, kind: 'load', phase });
    expect(sentence).toMatch(/uploads still to come are not sent/);
    expect(sentence).not.toMatch(/resumed/);
  }
});
