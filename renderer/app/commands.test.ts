import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { LiveRun } from '../../pipeline/contract/live-run.ts';
import { mainScreens } from '../../pipeline/contract/screens.ts';
import { documentKeys } from '../features/document/document-keys.ts';
import { runDraft } from '../features/run/use-run-draft.ts';
import { flameKeys } from '../flame/keys.ts';
import { rowKeys, rowStep } from '../ui/row-keys.ts';
import { tabAfter, tabKeys } from '../ui/tab-keys.ts';
import type { Toast } from '../ui/toasts.tsx';
import { type CommandContext, commands, isAvailable } from './commands.ts';
import { keyGroups, windowKeys } from './key-groups.ts';
import { liveRuns } from './live-run.tsx';

const idle: CommandContext = { route: { screen: 'run' }, live: null, runs: [], tell: () => undefined };
const keysOf = (lines: readonly { readonly keys: readonly string[] }[]) => lines.flatMap(({ keys }) => keys);
const availableIds = (context: CommandContext) => commands.filter((command) => isAvailable(command, context)).map(({ id }) => id);

describe('the commands', () => {
  test('have an id, a title and a key of their own each', () => {
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
    expect(new Set(commands.map(({ title }) => title)).size).toBe(commands.length);
    const keys = commands.flatMap(({ keys: own }) => own ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('go to every screen that the menu goes to, by the same digit', () => {
    for (const { screen, digit } of mainScreens) {
      expect(commands.find(({ id }) => id === `${screen}.open`)?.keys, screen).toEqual([`mod+${digit}`]);
    }
  });

  test('offer only what can be done now', () => {
    const live = { phase: 'running', kind: 'run' } as LiveRun;
    expect(availableIds(idle)).toContain('baseline.measure');
    expect(availableIds(idle)).not.toContain('live.cancel');
    expect(availableIds(idle)).not.toContain('latest.open');
    expect(availableIds({ ...idle, live })).not.toContain('baseline.measure');
    expect(availableIds({ ...idle, live })).toContain('live.cancel');
  });
});

describe('commands that change the next run', () => {
  const run = (id: string, context: Partial<CommandContext>) =>
    commands.find((command) => command.id === id)?.run({ ...idle, ...context });
  const told: Toast[] = [];
  const tell = (toast: Toast) => told.push(toast);
  const answers: Record<string, unknown> = { 'documents.choose': { place: '/scans' }, 'documents.look': null };
  beforeEach(() => {
    told.length = 0;
    vi.stubGlobal('window', {
      location: { hash: '' },
      bench: { ask: async (name: string) => ({ output: answers[name] ?? null, error: null }) },
    });
    return () => vi.unstubAllGlobals();
  });

  test('settings that were reset are told, and come back', async () => {
    runDraft.setSetting('workers', '4');
    await run('run.reset', { tell });
    expect(runDraft.get().settings).toEqual({});
    expect(told).toMatchObject([{ text: 'All settings of the run are at their defaults.', action: { label: 'Undo' } }]);
    told[0]?.action?.run();
    expect(runDraft.get().settings).toEqual({ workers: '4' });
    runDraft.resetSettings();
  });

  test('documents are told when a run hides the choice, and only then', async () => {
    await run('folder.choose', { tell });
    expect(told).toEqual([]);
    liveRuns.hear({ phase: 'running', run_id: null, name: '', elapsed_seconds: 0 } as LiveRun);
    await run('folder.choose', { tell });
    expect(told).toEqual([{ text: 'Chosen for the next run: /scans' }]);
  });

  test('samples that are not drawn yet are not offered while something is measured', () => {
    const live = { phase: 'running', kind: 'run' } as LiveRun;
    expect(availableIds(idle)).toContain('samples.choose');
    expect(availableIds({ ...idle, live })).not.toContain('samples.choose');
  });
});

describe('the keyboard map', () => {
  test('lists each key that the window binds', () => {
    expect(keysOf(windowKeys.lines)).toEqual(commands.flatMap(({ keys }) => keys ?? []));
  });

  test('has no key of a chart or a document that the window would take first', () => {
    const window = new Set(keysOf(windowKeys.lines));
    for (const { lines } of [rowKeys, tabKeys, flameKeys, documentKeys]) {
      expect(keysOf(lines).filter((key) => window.has(key))).toEqual([]);
    }
    expect(new Set(keyGroups.map(({ title }) => title)).size).toBe(keyGroups.length);
  });

  test('lists keys of tables and tabs that move something', () => {
    // Enter is the link's own.
    for (const key of keysOf(rowKeys.lines).filter((each) => each !== 'Enter')) expect(rowStep(key, 10, 50), key).not.toBeNull();
    for (const key of keysOf(tabKeys.lines)) expect(tabAfter(key, 1, 4), key).not.toBeNull();
    expect(tabAfter('ArrowRight', 3, 4)).toBe(0);
    expect(tabAfter('ArrowLeft', 0, 4)).toBe(3);
  });
});
