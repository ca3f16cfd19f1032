/**
 * Drops a folder or a file from outside on the window, as the system's file manager does.
 */
import type { Page } from 'playwright-core';

export async function dropOn(page: Page, place: string): Promise<void> {
  const debuggerSession = await page.context().newCDPSession(page);
  const { width, height } = await page.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight }));
  const data = { items: [], files: [place], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await debuggerSession.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 3, data });
  }
  await debuggerSession.detach();
}
