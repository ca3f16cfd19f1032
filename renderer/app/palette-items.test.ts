import { describe, expect, test } from 'vitest';
import type { RunListItem } from '../../pipeline/contract/run.ts';
import type { Command, CommandContext } from './commands.ts';
import { paletteItems } from './palette-items.ts';

const command = (id: string, title: string, more: Partial<Command> = {}): Command => ({
  id,
  group: 'Go to',
  title,
  run: () => undefined,
  ...more,
});
const all = [
  command('palette.open', 'Command palette'),
  command('runs.open', 'Runs', { keywords: 'history' }),
  command('capacity.open', 'Capacity', { keywords: 'budget month' }),
  command('live.cancel', 'Cancel what is measured now', { available: ({ live }) => live !== null }),
];
const run = (number: number, name: string): RunListItem => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  kind: number % 2 === 0 ? 'run' : 'compare',
  state: 'completed',
  name,
  tags: [],
  notes: '',
  pinned: false,
  created_at: '2026-11-23T18:47:00.000Z',
  ended_at: null,
  owner: null,
  warnings: [],
  summary: null,
});
const context: CommandContext = {
  route: { screen: 'run' },
  live: null,
  tell: () => undefined,
  runs: ['nightly', 'threads 4 vs 2', 'a', 'b', 'c', 'old receipts'].map((name, number) => run(number, name)),
};
const titles = (typed: string) => paletteItems(all, context, typed).map(({ title }) => title);

describe('the command palette', () => {
  test('begins with what can be done now, and the newest runs', () => {
    expect(titles('')).toEqual(['Runs', 'Capacity', 'nightly', 'threads 4 vs 2', 'a', 'b', 'c']);
  });

  test('finds by letters that are left out, best first', () => {
    expect(titles('cap')[0]).toBe('Capacity');
    expect(titles('capcty')[0]).toBe('Capacity');
  });

  test('finds by other words for the thing', () => expect(titles('budget')).toEqual(['Capacity']));

  test('finds an older run by its name, and by its kind', () => {
    expect(titles('receipts')).toEqual(['old receipts']);
    expect(titles('comparison')).toContain('threads 4 vs 2');
  });

  test('finds nothing where nothing fits', () => expect(titles('zzqx')).toEqual([]));
});
