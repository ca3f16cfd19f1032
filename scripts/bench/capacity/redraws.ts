/**
 * A slider of the Capacity screen is dragged with the pointer; noted is, for each redraw of the results, how long the oldest
 * move that it answers had waited until its frame was done.
 */
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    benchRedraws: number[];
  }
}

const MOVES = 240;
const MOVE_MS = 16;

/** Milliseconds. */
export async function measureRedraws(page: Page, run: string, slider: string): Promise<number[]> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/capacity/${run}`);
  const range = page.getByRole('slider', { name: slider, exact: true });
  await range.waitFor();
  await page.getByRole('img', { name: /^Chance of staying within/ }).waitFor();
  await page.waitForTimeout(500);
  await page.evaluate(noteRedraws);
  const box = await range.boundingBox();
  if (box === null) throw new Error(`The slider ${slider} is not to be seen.`);
  const y = box.y + box.height / 2;
  const xOf = (move: number): number => box.x + box.width * (0.5 + 0.3 * Math.sin((move / MOVES) * 4 * Math.PI));
  await page.mouse.move(xOf(0), y);
  await page.mouse.down();
  for (let move = 1; move <= MOVES; move++) {
    const next = performance.now() + MOVE_MS;
    await page.mouse.move(xOf(move), y);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
  }
  await page.mouse.up();
  await page.waitForTimeout(300);
  return page.evaluate(() => window.benchRedraws);
}

/** In the page. The sentence changes with every input, and the break-even's chart where it is seen: a redraw is done when both have. */
function noteRedraws(): void {
  const redraws: number[] = [];
  window.benchRedraws = redraws;
  let waitingSince: number | null = null;
  const seen = new Set<string>();
  const chart = document.querySelector('[role="img"][aria-label^="Chance of staying within"]');
  const isDrawn = chart !== null && chart.getBoundingClientRect().top < window.innerHeight;
  document.addEventListener(
    'input',
    ({ timeStamp }) => {
      waitingSince ??= timeStamp;
    },
    { capture: true },
  );
  const done = new MessageChannel();
  let begun = 0;
  done.port1.onmessage = () => {
    redraws.push(performance.now() - begun);
  };
  const watch = (part: string, element: Element | null): void => {
    if (element === null) throw new Error(`The page has no ${part}.`);
    new MutationObserver(() => {
      if (waitingSince === null) return;
      seen.add(part);
      if (seen.size < (isDrawn ? 2 : 1)) return;
      begun = waitingSince;
      waitingSince = null;
      seen.clear();
      // The frame is drawn after the callback; the message comes when that is over.
      requestAnimationFrame(() => done.port2.postMessage(null));
    }).observe(element, { subtree: true, childList: true, characterData: true, attributes: true });
  };
  watch('sentence', document.querySelector('section[aria-label="The figure"]'));
  if (isDrawn) watch('chart', chart);
}
