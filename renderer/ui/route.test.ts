import { expect, test } from 'vitest';
import { hrefOf, parseRoute, type Route } from './route.ts';

const [one, two, three] = [
  '0b7d1c52-4c1e-4f3a-9a55-6f2f0c9f1d11',
  '0b7d1c52-4c1e-4f3a-9a55-6f2f0c9f1d22',
  '0b7d1c52-4c1e-4f3a-9a55-6f2f0c9f1d33',
] as const;

const addresses: readonly [Route, string][] = [
  [{ screen: 'run' }, '#/run'],
  [{ screen: 'runs' }, '#/runs'],
  [{ screen: 'compare' }, '#/compare'],
  [{ screen: 'environment' }, '#/environment'],
  [{ screen: 'run-detail', run: one, tab: 'flame' }, `#/runs/${one}/flame`],
  [{ screen: 'document', run: one, job: two }, `#/runs/${one}/documents/${two}`],
  [{ screen: 'comparison', of: { run: one }, tab: null }, `#/comparison/${one}`],
  [{ screen: 'comparison', of: { run: one }, tab: 'stages' }, `#/comparison/${one}/stages`],
  [{ screen: 'comparison', of: { sides: [[one, two], [three]] }, tab: null }, `#/comparison/${one},${two}+${three}`],
  [{ screen: 'comparison', of: { sides: [[one], [two], [three]] }, tab: 'text' }, `#/comparison/${one}+${two}+${three}/text`],
  [{ screen: 'capacity', of: null }, '#/capacity'],
  [{ screen: 'decision', of: null }, '#/decision'],
  [{ screen: 'capacity', of: { runs: [one], side: null } }, `#/capacity/${one}`],
  [{ screen: 'decision', of: { runs: [one, two, three], side: null } }, `#/decision/${one},${two},${three}`],
  [{ screen: 'capacity', of: { runs: [one], side: 'b' } }, `#/capacity/${one}/b`],
];

test.each(addresses)('a screen is written into the address and found in it again: %o', (route, address) => {
  expect(hrefOf(route)).toBe(address);
  expect(parseRoute(address)).toEqual(route);
});

test('an address that names no screen leads to one that is there', () => {
  expect(['', '#', '#/', '#/nothing'].map(parseRoute)).toEqual(Array(4).fill({ screen: 'run' }));
  expect(parseRoute(`#/runs/${one}/nothing`)).toEqual({ screen: 'run-detail', run: one, tab: 'summary' });
});

test('an address that names no comparison leads to where one is begun', () => {
  const wrong = ['', 'nothing', `${one}+`, `${one},${two}`, `${one}+${two}+${three}+${one}+${two}`];
  for (const word of wrong) expect(parseRoute(`#/comparison/${word}`), word).toEqual({ screen: 'compare' });
});

test('an address that names no run leads to the latest, and one that names no side to the run', () => {
  for (const word of ['', 'nothing', `${one},`])
    expect(parseRoute(`#/capacity/${word}`), word).toEqual({ screen: 'capacity', of: null });
  expect(parseRoute(`#/decision/${one}/z`)).toEqual({ screen: 'decision', of: { runs: [one], side: null } });
});
