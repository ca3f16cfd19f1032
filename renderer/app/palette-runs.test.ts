import { expect, test } from 'vitest';
import type { RunListItem } from '../../pipeline/contract/run.ts';
import { mergedRuns } from './palette-runs.ts';

const run = (id: string, created_at: string): RunListItem => ({
  ...{ id, kind: 'run', state: 'completed', name: id, tags: [], notes: '', pinned: false },
  ...{ created_at, ended_at: null, owner: null, warnings: [], summary: null },
});

test('runs of several lists come once each, newest first', () => {
  const [old, middle, young] = [run('old', '2026-01-01'), run('middle', '2026-02-01'), run('young', '2026-03-01')] as const;
  expect(mergedRuns([young, middle], [old], [middle], []).map(({ id }) => id)).toEqual(['young', 'middle', 'old']);
});
