import { describe, expect, test } from 'vitest';
import type { Guide } from '../../../pipeline/contract/app-calls.ts';
import type { RunListItem } from '../../../pipeline/contract/run.ts';
import type { ask } from '../../ui/bridge.ts';
import { GuideStore } from './guide-store.ts';

const measured = {
  id: '00000000-0000-4000-8000-000000000001',
  kind: 'run',
  state: 'completed',
  summary: { jobs: { succeeded: 3, failed: 0, unfinished: 0 } },
} as RunListItem;

/** An app that remembers what it is told, and counts how often runs are asked for. */
function appWith(guide: Guide, runs: readonly RunListItem[]) {
  const app = { guide, asked: 0 };
  const call = async (name: string, input: unknown) => {
    if (name === 'about') return { guide: app.guide };
    if (name === 'guide.keep') app.guide = input as Guide;
    if (name !== 'runs.list') return null;
    app.asked += 1;
    return runs;
  };
  return { app, store: new GuideStore(call as typeof ask) };
}

describe('the first steps', () => {
  test('are not shown before it is known what was done', async () => {
    const { store } = appWith({ dismissed: false, opened: [] }, [measured]);
    expect(store.get().isKnown).toBe(false);
    await store.begin();
    expect(store.get()).toMatchObject({ isKnown: true, runs: [measured], guide: { dismissed: false } });
  });

  test('remember a look, once, and only where there was something to see', async () => {
    const empty = appWith({ dismissed: false, opened: [] }, []);
    await empty.store.begin();
    empty.store.visit({ screen: 'capacity', of: null });
    expect(empty.app.guide.opened).toEqual([]);

    const { app, store } = appWith({ dismissed: false, opened: [] }, [measured]);
    await store.begin();
    store.visit({ screen: 'capacity', of: null });
    store.visit({ screen: 'runs' });
    store.visit({ screen: 'capacity', of: null });
    expect(app.guide.opened).toEqual(['capacity']);
  });

  test('count the screen that was open before the runs were known', async () => {
    const { app, store } = appWith({ dismissed: false, opened: [] }, [measured]);
    store.visit({ screen: 'decision', of: null });
    await store.begin();
    expect(app.guide.opened).toEqual(['decision']);
  });

  test('stay away once they are put away, ask nothing meanwhile, and come back as they were', async () => {
    const { app, store } = appWith({ dismissed: false, opened: ['flame'] }, [measured]);
    await store.begin();
    store.dismiss();
    await store.readRuns();
    store.visit({ screen: 'capacity', of: null });
    expect(app).toEqual({ guide: { dismissed: true, opened: ['flame'] }, asked: 1 });

    const later = new GuideStore((async () => ({ guide: app.guide })) as unknown as typeof ask);
    await later.begin();
    expect(later.get()).toMatchObject({ guide: { dismissed: true }, isKnown: false });

    store.bringBack();
    expect(app.guide).toEqual({ dismissed: false, opened: ['flame'] });
  });
});
