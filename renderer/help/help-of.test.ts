import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { parseRoute, type Route } from '../ui/route.ts';
import { helpOf } from './help-of.ts';

const run = '00000000-0000-4000-8000-000000000001';
/** One address of each screen that there is; the record would not compile without one of them. */
const addresses: Readonly<Record<Route['screen'], string>> = {
  run: '#/run',
  runs: '#/runs',
  'run-detail': `#/runs/${run}/flame`,
  document: `#/runs/${run}/documents/${run}`,
  compare: '#/compare',
  comparison: `#/comparison/${run}`,
  load: '#/load',
  capacity: '#/capacity',
  decision: '#/decision',
  export: '#/export',
  environment: '#/environment',
};

describe.each(Object.entries(addresses))('the help of %s', (screen, address) => {
  const help = helpOf[parseRoute(address).screen];

  test('is that of its screen', () => expect(help).toBe(helpOf[screen as Route['screen']]));

  test('says what is answered, how to read it, and what the numbers do not say', () => {
    expect(help.answers).toMatch(/\?$/);
    expect(help.reading.length).toBeGreaterThanOrEqual(3);
    expect(help.limits.length).toBeGreaterThan(0);
    const texts = [help.title, help.answers, ...help.reading.flatMap(({ what, how }) => [what, how]), ...help.limits];
    expect(texts.filter((text) => text.trim() === '')).toEqual([]);
    expect(new Set(help.reading.map(({ what }) => what)).size).toBe(help.reading.length);
  });
});

test('no two screens share a help, and no text lies here unused', async () => {
  expect(new Set(Object.values(helpOf)).size).toBe(Object.keys(helpOf).length);
  const texts = (await readdir(import.meta.dirname)).filter((name) => !/^(help-of|screen-help)\./.test(name));
  expect(texts).toHaveLength(Object.keys(helpOf).length);
});
