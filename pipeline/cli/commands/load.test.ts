/** What `rbench load` says of options that make no sense, before it does anything. */
import { Command, CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { addCommand } from './load.ts';

/** The sentence with which the words are refused. */
async function refusal(...words: string[]): Promise<string> {
  const said: string[] = [];
  const program = new Command().exitOverride().configureOutput({ writeErr: (text) => void said.push(text) });
  addCommand(program);
  // What is not refused is not done either.
  for (const command of program.commands) command.action(() => undefined);
  await expect(program.parseAsync(['load', ...words], { from: 'user' })).rejects.toBeInstanceOf(CommanderError);
  return said.join('');
}

test.each([
  [['--timeout', '0.01'], 'It is a number from 0.1 to 600.'],
  [['--timeout', '99999'], 'It is a number from 0.1 to 600.'],
  [['--max-megabytes', '99999'], 'It is a number from 0.001 to 4096.'],
  [['--users', '20000'], 'It is a whole number from 1 to 10000.'],
  [['--users', '1.5'], 'It is a whole number from 1 to 10000.'],
  [['--docs-per-user', '0'], 'It is a whole number from 1 to 1000.'],
  [['--rate', '0'], 'It is a number above 0 to 10000.'],
  [['--rate', 'fast'], 'It is a number above 0 to 10000.'],
  [['--seconds', '1e6'], 'It is a number above 0 to 86400.'],
  [['--factor', '1'], 'It is a number above 1 to 10.'],
  [['--steps', '101'], 'It is a whole number from 1 to 100.'],
  [['--step-seconds', ''], 'It is a number above 0 to 86400.'],
  [['--port', '70000'], 'It is a whole number from 0 to 65535.'],
  [['--max-queue', '0'], 'It is a whole number from 1 to 100000.'],
  [['--max-connections', '70000'], 'It is a whole number from 1 to 60000.'],
  [['--pool-size', '0'], 'It is a whole number from 1 to 1000.'],
])('%j: %s', async (words, sentence) => {
  expect(await refusal(...words)).toContain(sentence);
});

test.each([
  [['--serve', '--gateway-url', 'http://127.0.0.1:1']],
  [['--serve', '--profile', 'steps']],
  [['--serve', '--rate', '3']],
  [['--gateway-url', 'http://127.0.0.1:1', '--max-queue', '3']],
  [['--gateway-url', 'http://127.0.0.1:1', '--queue', 'postgres']],
])('%j: one of them would be for nothing', async (words) => {
  expect(await refusal(...words)).toContain('cannot be used with option');
});

test.each([
  ['--users', '100'],
  ['--docs', 'elsewhere'],
  ['--set', 'ocr.threads=2'],
  ['--workers', '2'],
  ['--plan', 'plan.csv'],
  ['--gateway-url', 'http://127.0.0.1:1'],
  ['--postgres'],
  ['--serve'],
  ['--name', 'x'],
])('a kept test is shown without %s, which would be for nothing', async (...words) => {
  const program = new Command();
  addCommand(program);
  const shown = program.parseAsync(['load', '--run', 'latest', ...words], { from: 'user' });
  const message = expect.stringContaining(`leave out ${words[0]}.`);
  await expect(shown).rejects.toEqual(expect.objectContaining({ code: 'usage.bad_option', message }));
});
