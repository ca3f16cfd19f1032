/** From a page's address to its first frame with the trace in it; and what the chart does for a move of the pointer. */
import type { Page } from 'playwright-core';
import type { PageRecord } from '../../../renderer/flame/testing/page-record.ts';

declare global {
  interface Window {
    readonly record: PageRecord;
    speedscopePaintedAt: number | null;
  }
}

const PATIENCE_MS = 180_000;

/** Milliseconds. */
export interface Opened {
  readonly fromMemory: number;
  readonly fromFetch: number;
}

export async function openOurs(page: Page, address: string): Promise<Opened> {
  await page.goto('about:blank');
  await page.goto(address);
  await page.waitForFunction(() => window.record?.paintedAt ?? false, null, { timeout: PATIENCE_MS });
  return page.evaluate(() => {
    const fetched = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('timeline.bin'));
    const { paintedAt, readyAt } = window.record;
    return { fromMemory: (paintedAt ?? 0) - (readyAt ?? 0), fromFetch: (paintedAt ?? 0) - (fetched?.startTime ?? 0) };
  });
}

/** speedscope names the profile in its title when it shows it, and paints it with the next frame. */
export async function openSpeedscope(page: Page, address: string, trace: string): Promise<number> {
  await page.goto('about:blank');
  await page.goto(`${address}#profileURL=${encodeURIComponent(trace)}`);
  await page.evaluate(() => {
    window.speedscopePaintedAt = null;
    const look = (): void => {
      const shown = /Worker 1\b/.test(document.body.textContent ?? '') && document.querySelector('canvas') !== null;
      requestAnimationFrame(shown ? () => requestAnimationFrame((now) => (window.speedscopePaintedAt = now)) : look);
    };
    look();
  });
  await page.waitForFunction(() => window.speedscopePaintedAt, null, { timeout: PATIENCE_MS });
  return page.evaluate(() => {
    const fetched = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('trace.json'));
    return (window.speedscopePaintedAt ?? 0) - (fetched?.startTime ?? 0);
  });
}

/** Milliseconds of each of a thousand moves, sorted: finding the span, telling the listeners, rendering the tooltip. */
export const hoverCost = (page: Page): Promise<number[]> =>
  page.evaluate(() => {
    const chart = document.querySelector('canvas[role=application]');
    const corner = chart?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return Array.from({ length: 1000 }, (_, move) => {
      const [clientX, clientY] = [corner.left + 140 + move, corner.top + 40 + ((move * 7) % 300)];
      const started = performance.now();
      chart?.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY, bubbles: true }));
      return performance.now() - started;
    }).toSorted((one, other) => one - other);
  });
