import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { RunKind, RunListItem } from '../../../pipeline/contract/run.ts';
import { RunPicker } from './run-picker.tsx';

const shown = (kind: RunKind): string => {
  const run: RunListItem = {
    ...{ id: 'one', kind, state: 'completed', name: 'one', tags: [], notes: '', pinned: false },
    ...{ created_at: '2026-01-01T00:00:00.000Z', ended_at: null, owner: null, warnings: [], summary: null },
  };
  return renderToStaticMarkup(<RunPicker run={run} current={false} picked={[]} onToggle={() => undefined} />);
};

test('a run can be picked; a comparison and a load test say what they are', () => {
  expect(shown('run')).toContain('aria-label="Compare one"');
  expect(shown('compare')).toContain('aria-label="Comparison"');
  expect(shown('load')).toContain('aria-label="Load test"');
});
