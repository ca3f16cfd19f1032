/**
 * The short form of `npm run fuzz`: every schema and parser has its turns, and nothing is found. What is found one day becomes a
 * test of its own beside the code that it was found in.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Random } from '../../fixtures/random.ts';
import type { FoundFault } from './messages.ts';
import { targetKinds } from './testing/planted.ts';
import { runFuzz } from './watch.ts';

const SECONDS = 20;

test('nothing is found in some seconds, and each kind of target takes some inputs for good ones', async () => {
  const { counts, faults } = await runFuzz({ seconds: SECONDS, seed: 1, only: '', replay: null });
  expect(faults).toEqual([]);
  const kinds = Map.groupBy(counts, ({ target }) => target.split('/')[0] ?? '');
  expect([...kinds.keys()].sort()).toEqual(['call', 'file', 'gateway', 'image', 'schema', 'text', 'words']);
  for (const [kind, each] of kinds) expect([kind, each.some(({ taken }) => taken > 0)]).toEqual([kind, true]);
  expect(counts.filter(({ inputs }) => inputs === 0)).toEqual([]);
});

test.each([
  [['--seconds', '5m'], /--seconds <n>.*It is a number above 0/],
  [['--replay', 'x'], /--replay <n>.*It is a whole number from 0/],
  [['--speed', '1'], /unknown option '--speed'/],
  [['--seconds', '1', '--only', 'image/pfd'], /no target’s name begins with “image\/pfd”/],
])('npm run fuzz -- %j is refused with a sentence', (words, sentence) => {
  const script = fileURLToPath(new URL('../fuzz.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toMatch(/^\s+at /m);
});

describe('planted faults', () => {
  const module = new URL('./testing/planted.ts', import.meta.url);

  test('are found, a death and a hang too, with the input that does it, and the sound target goes on', async () => {
    const { counts, faults } = await runFuzz({ module, seconds: 10, seed: 3, only: '', replay: null, patienceSeconds: 1 });
    const told = Object.fromEntries(faults.map(({ target, fault }) => [target, fault.split('\n')[0]]));
    expect(told).toEqual({
      'planted/wrong': 'Error: seven',
      'planted/dies': 'the process ended with SIGKILL',
      'planted/hangs': 'no answer within 1 s',
    });
    const [, wrong] = (await targetKinds.planted?.()) ?? [];
    const { input = -1 } = faults.find(({ target }) => target === 'planted/wrong') ?? {};
    expect(wrong?.draw(new Random(3, 'planted/wrong', input))).toBe(7);
    expect(counts.find(({ target }) => target === 'planted/sound')?.inputs).toBeGreaterThan(0);
  });

  test('are found again by their number alone', async () => {
    const first = await runFuzz({ module, seconds: 5, seed: 3, only: 'planted/wrong', replay: null });
    const again = await runFuzz({ module, seconds: 5, seed: 3, only: 'planted/wrong', replay: first.faults[0]?.input ?? null });
    expect(again.counts.map(({ inputs }) => inputs)).toEqual([1]);
    const plain = ({ target, input, shown }: FoundFault) => ({ target, input, shown });
    expect(again.faults.map(plain)).toEqual(first.faults.map(plain));
  });
});
