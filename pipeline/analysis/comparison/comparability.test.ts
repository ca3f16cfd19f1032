import { describe, expect, test } from 'vitest';
import { compareSamples } from './compare.ts';
import type { ComparisonSamples, SideSample } from './samples.ts';
import { simulate } from './testing/simulate.ts';

const codesOf = (samples: ComparisonSamples): string[] => compareSamples(samples).warnings.map(({ code }) => code);
const withB = (samples: ComparisonSamples, change: Partial<SideSample>): ComparisonSamples => ({
  ...samples,
  sides: samples.sides.map((side) => (side.name === 'b' ? { ...side, ...change } : side)),
});
const interleaved = simulate({ seed: 1, blocks: 1 });
const stored: ComparisonSamples = { ...interleaved, design: 'stored' };
const settingsOf = (samples: ComparisonSamples, key: string, value: string) => ({
  settings: { ...samples.sides[1]!.settings, [key]: value },
});

test('a comparison that was run as one, on one machine, is not warned of', () => expect(codesOf(interleaved)).toEqual([]));

describe('runs that were made apart', () => {
  test('are always under a warning: drift is in the result', () => expect(codesOf(stored)).toEqual(['compare.not_interleaved']));

  test.each([
    ['machine', withB(stored, { surroundings: { machine: 'Another', host: 'node' } }), 'compare.machine_differs'],
    ['host', withB(stored, { surroundings: { machine: 'A machine, 2 cores', host: 'utility' } }), 'compare.host_differs'],
    ['engine', withB(stored, settingsOf(stored, 'ocr.engine', 'paddle')), 'compare.engine_differs'],
    ['model', withB(stored, settingsOf(stored, 'ocr.model', 'fast')), 'compare.model_differs'],
    ['versions', withB(stored, { versions: { sharp: '0.34.0' } }), 'compare.versions_differ'],
    ['documents', { ...stored, documents_left_out: 3 }, 'compare.documents_differ'],
  ])('from another %s are named so', (_, samples, code) => expect(codesOf(samples)).toEqual(['compare.not_interleaved', code]));

  test('pair in their order, and several make a verdict', () => {
    const samples = simulate({ seed: 2, passNoise: 0.01, effect: (side, stage) => (side === 'b' && stage === 'ocr' ? 0.7 : 1) });
    const result = compareSamples({ ...samples, design: 'stored' });
    expect(result.contrasts[0]!.cpu.pairs).toBe(10);
    expect(result.verdict).toBe('faster');
  });

  test('with the same settings and other versions have no controls: anything may have moved for a reason', () => {
    const same = {
      ...simulate({ seed: 2, sides: [{}, {}], effect: (side) => (side === 'b' ? 1.3 : 1) }),
      design: 'stored' as const,
    };
    expect(compareSamples(same).verdict).toBe('unproven');
    const newer = compareSamples(withB(same, { versions: { sharp: '0.36.0' } }));
    expect([newer.verdict, newer.contrasts[0]!.controls]).toEqual(['slower', []]);
  });
});

describe('a comparison that was run as one', () => {
  test('may differ in engine, model and their versions: that is what it is about', () => {
    const engines = withB(interleaved, {
      ...settingsOf(interleaved, 'ocr.engine', 'paddle'),
      versions: { sharp: '0.35.5', model: 'mobile' },
    });
    expect(codesOf(engines)).toEqual([]);
  });

  test('is warned of where versions differ for no reason', () => {
    expect(codesOf(withB(interleaved, { versions: { sharp: '0.34.0' } }))).toEqual(['compare.versions_differ']);
  });
});

test('a side without a warm document is named', () => {
  const passes = interleaved.passes.map((pass) => (pass.side === 'b' ? { ...pass, jobs: pass.jobs.slice(0, 1) } : pass));
  const result = compareSamples({ ...interleaved, passes });
  expect(result.warnings).toEqual([
    { code: 'compare.nothing_warm', message: 'Side b has no warm document that succeeded: nothing of it can be compared.' },
  ]);
  expect(result.sentence).toBe("Can't tell: No document was read warm by both sides.");
});
