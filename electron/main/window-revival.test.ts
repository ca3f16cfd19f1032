import { expect, test, vi } from 'vitest';
import type { BenchError } from '../../pipeline/contract/errors.ts';
import { DEATHS_TAKEN, WITHIN_MS, WindowRevival } from './window-revival.ts';

function revival(answer: 'again' | 'quit' = 'again') {
  const clock = { now: 0 };
  const heard: string[] = [];
  const parts = {
    now: () => clock.now,
    isClosed: vi.fn(() => false),
    redraw: vi.fn(async () => void heard.push('drawn')),
    tell: (error: BenchError) => void heard.push(error.message),
    ask: vi.fn(async () => answer),
    quit: vi.fn(),
  };
  return { revival: new WindowRevival(parts), clock, heard, ...parts };
}
const SAID =
  'The process of the window ended (crashed) and a fresh one took its place; what is measured goes on, what was only typed must be typed again.';

test('a window that died is drawn anew, and says so when it is there', async () => {
  const { revival: window, heard, ask } = revival();
  await window.died('crashed');
  expect(heard).toEqual(['drawn', SAID]);
  expect(ask).not.toHaveBeenCalled();
});

test('one that dies again and again is asked about, and then has its tries anew', async () => {
  const { revival: window, heard, ask, quit } = revival('again');
  for (let death = 0; death < DEATHS_TAKEN; death++) await window.died('crashed');
  expect(ask).not.toHaveBeenCalled();
  await window.died('crashed');
  expect(ask).toHaveBeenCalledOnce();
  for (let death = 0; death < DEATHS_TAKEN; death++) await window.died('crashed');
  expect(ask).toHaveBeenCalledOnce();
  expect(heard).toHaveLength(2 * (2 * DEATHS_TAKEN + 1));
  expect(quit).not.toHaveBeenCalled();
});

test('whoever has enough of it quits, and has a window again where work keeps the app from it', async () => {
  const { revival: window, heard, quit } = revival('quit');
  for (let death = 0; death <= DEATHS_TAKEN; death++) await window.died('oom');
  expect(quit).toHaveBeenCalledOnce();
  expect(heard).toHaveLength(2 * (DEATHS_TAKEN + 1));
});

test.each(['again', 'quit'] as const)(
  'a window that is closed while its question stands is left alone, answered with %s',
  async (answer) => {
    const { revival: window, heard, isClosed, quit } = revival(answer);
    for (let death = 0; death < DEATHS_TAKEN; death++) await window.died('crashed');
    isClosed.mockReturnValue(true);
    await window.died('crashed');
    expect(quit).not.toHaveBeenCalled();
    expect(heard).toHaveLength(2 * DEATHS_TAKEN);
  },
);

test('what died on its way says nothing: its next life does', async () => {
  const { revival: window, heard, redraw } = revival();
  redraw.mockRejectedValueOnce(new Error('ERR_FAILED'));
  await expect(window.died('crashed')).rejects.toThrow('ERR_FAILED');
  expect(heard).toEqual([]);
  await window.died('crashed');
  expect(heard).toEqual(['drawn', SAID]);
});

test('now and then is an accident each time', async () => {
  const { revival: window, clock, ask } = revival();
  for (let death = 0; death < 10; death++) {
    await window.died('crashed');
    clock.now += WITHIN_MS / DEATHS_TAKEN;
  }
  expect(ask).not.toHaveBeenCalled();
});
