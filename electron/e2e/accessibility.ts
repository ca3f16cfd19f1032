/**
 * axe over what is on the screen now: findings that keep somebody out, as `rule: element`.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const GRAVE = ['serious', 'critical'];

/** @param within a selector: only what is in it, where the rest was looked at before */
export async function graveFindings(page: Page, within: string | null = null): Promise<string[]> {
  await stillness(page);
  // Put in by the debugger: the page's own policy would refuse a script from outside.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await readFile(axe, 'utf8'));
  const results = await page.evaluate(
    (part) => (window as unknown as { axe: { run(context: Document | string): Promise<AxeResults> } }).axe.run(part ?? document),
    within,
  );
  return results.violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ''))
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Half-way from light to dark no text has its contrast: what moves is at its end at once. What turns for ever goes on. */
export const stillness = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY) animation.finish();
    }
  });
