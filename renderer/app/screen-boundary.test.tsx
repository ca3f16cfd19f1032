import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ScreenBoundary } from './screen-boundary.tsx';

test('draws the screen, or says why it could not and what can be done', () => {
  const boundary = new ScreenBoundary({ at: '#/runs', children: 'the runs' });
  expect(boundary.render()).toBe('the runs');
  boundary.state = ScreenBoundary.getDerivedStateFromError(new Error('no such column.'));
  const shown = renderToStaticMarkup(boundary.render());
  expect(shown).toContain('This screen could not be drawn: no such column. What was measured is safe');
  expect(shown).toContain('Reload this screen');
  expect(shown).toContain('Copy diagnostics');
});
