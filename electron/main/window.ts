/**
 * The one window.
 */
import { BrowserWindow, nativeTheme } from 'electron';
import { EVENT_CHANNEL } from '../../pipeline/contract/app-bridge.ts';
import type { AppEvent } from '../../pipeline/contract/app-calls.ts';
import { APP_ORIGIN, windowPreferences } from './security.ts';

/** As `renderer/ui/palette.ts`, so that nothing flashes before the first frame. */
export const background = { light: '#f5f6f8', dark: '#111418' };

/** @param address another one than the app's own, in development */
export function openWindow(preload: string, address: string | undefined): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Rythmiq Bench',
    width: 1280,
    height: 800,
    minWidth: 900,
    minHeight: 600,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: windowPreferences(preload),
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(address ?? `${APP_ORIGIN}/`);
  return window;
}

export function tellWindows(event: AppEvent): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.webContents.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
  }
}
