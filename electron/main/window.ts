/**
 * The one window.
 */
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { EVENT_CHANNEL } from '../../pipeline/contract/app-bridge.ts';
import type { AppEvent } from '../../pipeline/contract/app-calls.ts';
import { windowPreferences } from './security.ts';
import { placeOn, SMALLEST, type WindowState } from './window-state.ts';

/** As `renderer/ui/palette.ts`, so that nothing flashes before the first frame. */
export const background = { light: '#f5f6f8', dark: '#111418' };

export function openWindow(preload: string, address: string, state: WindowState): BrowserWindow {
  const place = state.read();
  const window = new BrowserWindow({
    title: 'Rythmiq Bench',
    ...placeOn(place, workAreas()),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: windowPreferences(preload),
  });
  window.once('ready-to-show', () => {
    if (place?.maximised) window.maximize();
    window.show();
  });
  const note = () => state.note({ bounds: window.getNormalBounds(), maximised: window.isMaximized() });
  window.on('resize', note).on('move', note).on('maximize', note).on('unmaximize', note);
  window.on('close', () => state.flush());
  void window.loadURL(address);
  return window;
}

/** The main screen first. */
function workAreas(): Electron.Rectangle[] {
  const main = screen.getPrimaryDisplay();
  return [main, ...screen.getAllDisplays().filter(({ id }) => id !== main.id)].map(({ workArea }) => workArea);
}

export function tellWindows(event: AppEvent): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.webContents.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
  }
}
