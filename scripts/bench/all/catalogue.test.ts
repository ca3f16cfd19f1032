import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';

test('every bench of package.json is in the catalogue, so that none is forgotten in the table', () => {
  const file = new URL('../../../package.json', import.meta.url);
  const { scripts } = JSON.parse(readFileSync(file, 'utf8')) as { scripts: Record<string, string> };
  const commands = Object.entries(scripts).filter(([name]) => name.startsWith('bench:'));
  expect(catalogue.map(({ name }) => `bench:${name}`).toSorted()).toEqual(commands.map(([name]) => name).toSorted());
  // Each opens its windows, or none, in both ways of running it.
  for (const { name, display } of catalogue) {
    const command = scripts[`bench:${name}`];
    expect(command, name).toBe(`node ${display ? 'scripts/with-display.mjs ' : ''}scripts/bench/${name}.ts`);
  }
});
