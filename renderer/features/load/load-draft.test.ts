import { describe, expect, it } from 'vitest';
import { emptyDraft, type RunDraft } from '../run/run-draft.ts';
import { emptyLoadDraft, type LoadDraft, loadReadiness, numberProblem, outlookOf, proposedName, shapeOf } from './load-draft.ts';
import { numbersOf } from './number-list.ts';

const chosen: RunDraft = {
  ...emptyDraft,
  source: { kind: 'place', place: '/scans' },
  look: { state: 'here', found: { documents: 3, bytes: 30, left_out: 0, first: [] } },
};

function reasonsOf(draft: LoadDraft, run: RunDraft): readonly string[] {
  const readiness = loadReadiness(draft, run);
  return readiness.kind === 'ready' ? [] : readiness.reasons;
}

describe('the load test to come', () => {
  it('is the report’s burst unless somebody says otherwise', () => {
    const readiness = loadReadiness(emptyLoadDraft, chosen);
    expect(readiness).toMatchObject({
      kind: 'ready',
      load: {
        documents: '/scans',
        selection: 'all',
        fast_share: 0.7,
        shape: { profile: 'burst', users: 50, documents_per_user: 5 },
      },
    });
    expect(proposedName(emptyLoadDraft)).toBe('Burst, 50 × 5');
    const shape = shapeOf(emptyLoadDraft);
    expect(shape === null ? null : outlookOf(shape)).toEqual({ uploads: 250, seconds: 90 });
  });

  it('takes one path alone where samples of one path are chosen', () => {
    const samples = {
      ...chosen,
      source: { kind: 'samples', selection: 'fast' },
      samples: { state: 'here', place: '/samples' },
    } as const;
    expect(loadReadiness(emptyLoadDraft, samples)).toMatchObject({ kind: 'ready', load: { selection: 'fast', fast_share: 1 } });
  });

  it('says what is missing or refused', () => {
    const draft = { ...emptyLoadDraft, numbers: { ...emptyLoadDraft.numbers, users: '1.5' } };
    expect(reasonsOf(draft, emptyDraft)).toEqual(['Choose documents first.', 'Users: a whole number from 1 on.']);
    const wrong = { ...chosen, settings: { workers: 'many' } };
    expect(loadReadiness(emptyLoadDraft, wrong)).toMatchObject({ reasons: ['Correct the settings first.'] });
    const many = {
      ...emptyLoadDraft,
      profile: 'constant',
      numbers: { ...emptyLoadDraft.numbers, rate: '9999', seconds: '86400' },
    } as const;
    expect(reasonsOf(many, chosen).join()).toContain('is the most');
  });

  it.each([
    ['rate', '0.5', true],
    ['rate', '0', false],
    ['rate', '', false],
    ['steps', '2.5', false],
    ['seed', '0', true],
    ['factor', '1', false],
  ] as const)('%s of %j is fine: %s', (key, text, isFine) => expect(numberProblem(key, text) === null).toBe(isFine));
});

it.each([
  ['50, 100', [50, 100]],
  ['16', [16]],
  ['2,2 4;8', [2, 4, 8]],
  ['', null],
  ['0', null],
  ['1.5', null],
  ['2000', null],
  ['1,2,3,4,5,6', null],
])('a list %j is %j', (text, numbers) => expect(numbersOf(text)).toEqual(numbers));
