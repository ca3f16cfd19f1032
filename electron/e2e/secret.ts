import type { LaunchedApp } from './launch.ts';

/**
 * Types into the window that is for secrets alone, from the screen Export.
 *
 * @param text null: leaves it without one
 */
export async function giveSecret({ app, page }: LaunchedApp, text: string | null): Promise<void> {
  const [window] = await Promise.all([
    app.waitForEvent('window', { timeout: 120_000 }),
    page.getByRole('button', { name: 'Password or URL…', exact: true }).click(),
  ]);
  await window.waitForLoadState();
  if (text !== null) await window.getByLabel('Password, or a whole URL').fill(text);
  const answer = window.getByRole('button', { name: text === null ? 'Cancel' : 'Use it' });
  // The window goes with the click, of which Playwright may then hear no more.
  await Promise.all([window.waitForEvent('close'), answer.click().catch(() => undefined)]);
}
