/** What `rbench compare` says of options that would be for nothing, before it does anything. */
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { addCommand } from './compare.ts';

function refusal(...words: string[]): Promise<unknown> {
  const program = new Command();
  addCommand(program);
  return program.parseAsync(['compare', ...words], { from: 'user' }).then(
    () => 'not refused',
    (thrown: unknown) => thrown,
  );
}

describe.each([
  ['a kept comparison', ['--run', 'latest']],
  ['kept runs', ['--runs', 'latest', '--runs', 'latest']],
])('what is planned is left out beside %s:', (_, kept) => {
  test.each([
    ['--a', 'ocr.threads=2'],
    ['--c', 'ocr.threads=2'],
    ['--set', 'ocr.threads=2'],
    ['--preset', 'threads'],
    ['--sweep', 'ocr.threads=1,2'],
    ['--same'],
    ['--baseline', 'baseline.json'],
    ['--a-code', 'elsewhere'],
    ['--docs', 'elsewhere'],
    ['--sample', 'fast'],
    ['--count', '2'],
    ['--passes', '4'],
    ['--seed', '2'],
    ['--criteria', 'criteria.json'],
    ['--plan-only'],
    ['--name', 'x'],
  ])('%s', async (...words) => {
    const message = expect.stringContaining(`leave out ${words[0]}.`);
    expect(await refusal(...kept, ...words)).toEqual(expect.objectContaining({ code: 'usage.bad_option', message }));
  });
});

test('what decides was fixed with a kept comparison, and is chosen for kept runs', async () => {
  const message = expect.stringContaining('leave out --metric, --materiality.');
  const words = ['--metric', 'wall', '--materiality', '3'];
  expect(await refusal('--run', 'latest', ...words)).toEqual(expect.objectContaining({ code: 'usage.bad_option', message }));
  const unknown = await refusal('--runs', 'latest', ...words, '--db', 'none.sqlite');
  expect(unknown).toEqual(expect.objectContaining({ code: 'compare.sides' }));
});
